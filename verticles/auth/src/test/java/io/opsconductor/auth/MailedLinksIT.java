package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ConfirmPasswordReset;
import io.opsconductor.contracts.auth.EmailView;
import io.opsconductor.contracts.auth.ForgotPassword;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SetEmail;
import io.opsconductor.contracts.auth.SetUserEmail;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.VerifyEmail;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Future;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Links of one use over a real mail server. Each test has users and networks of its own. */
class MailedLinksIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Pattern TOKEN =
      Pattern.compile("^ {4}(opsl_[A-Za-z0-9_-]{43})", Pattern.MULTILINE);
  private static final SecretText OTHER = new SecretText("a kettle full of winter");

  private static final int MOST_OF_NETWORK = 20;
  private static final int MOST_OF_USER = 3;
  private static final String OPEN =
      "SELECT count(*)::int FROM reset_requests WHERE account IS NOT NULL";

  private static GreenMail server;
  private static AuthNode node;
  private static final ListAppender<ILoggingEvent> LOG = new ListAppender<>();

  @BeforeAll
  static void start() {
    LOG.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(LOG);
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    node = node(server.getSmtp().getPort());
  }

  @AfterAll
  static void stop() {
    node.close();
    server.stop();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAppender(LOG);
    assertThat(List.copyOf(LOG.list))
        .noneMatch(line -> line.getFormattedMessage().contains("opsl_"))
        .noneMatch(line -> String.valueOf(line.getKeyValuePairs()).contains("opsl_"));
  }

  private static AuthNode node(int port) {
    return new AuthNode(settings(port));
  }

  private static Map<String, ?> settings(int port) {
    return Map.of(
        "mail",
        Map.of(
            "host", "127.0.0.1",
            "port", port,
            "starttls", "disabled",
            "from", "ops@example.org"),
        "public_url",
        "https://ops.example.org/");
  }

  private static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  /** Until everything that was asked was looked into. */
  private static void awaitAnswers() {
    await().atMost(PATIENCE).until(() -> node.count(OPEN) == 0);
  }

  private static String text(GreenMail at, String address, int number) {
    await().atMost(PATIENCE).until(() -> mails(at, address).size() >= number);
    return GreenMailUtil.getBody(mails(at, address).get(number - 1))
        .replace("=\r\n", "")
        .replace("=3D", "=");
  }

  private static <Q, R> R as(TokenPair pair, Operation<Q, R> operation, Q request) {
    return node.harness.bearing(node.context(pair).token().reveal()).call(operation, request);
  }

  /** Mails to an address, oldest first. */
  private static List<MimeMessage> mails(GreenMail at, String address) {
    return Arrays.stream(at.getReceivedMessages())
        .filter(mail -> recipient(mail).equals(address))
        .toList();
  }

  private static String recipient(MimeMessage mail) {
    try {
      return mail.getRecipients(Message.RecipientType.TO)[0].toString();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token of the so-manieth mail to an address, once it has come. */
  private static SecretText token(GreenMail at, String address, int number) {
    String text = text(at, address, number);
    Matcher found = TOKEN.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return new SecretText(found.group(1));
  }

  private static void forgot(String username, String email, String address) {
    node.asGateway(
        AuthOperations.FORGOT_PASSWORD,
        new ForgotPassword(username, email, new SessionClient(null, address)));
  }

  /** A user with a proved address, which is the name at example.org. */
  private static Principal proved(String username) {
    Principal user = node.user(username);
    String email = username + "@example.org";
    as(
        node.login(username, PASSWORD),
        AuthOperations.SET_EMAIL,
        new SetEmail(email, PASSWORD, null));
    node.asGateway(AuthOperations.VERIFY_EMAIL, new VerifyEmail(token(server, email, 1)));
    return user;
  }

  private static void confirm(SecretText token, SecretText password) {
    node.asGateway(
        AuthOperations.CONFIRM_PASSWORD_RESET, new ConfirmPasswordReset(token, password));
  }

  @Test
  void email_shouldCountOnlyOnceItIsProved_whenItIsSet() {
    // given
    node.user("alma");
    TokenPair pair = node.login("alma", PASSWORD);
    // when
    EmailView asked =
        as(pair, AuthOperations.SET_EMAIL, new SetEmail("alma@example.org", PASSWORD, null));
    forgot("alma", null, "192.0.2.1");
    SecretText token = token(server, "alma@example.org", 1);
    node.asGateway(AuthOperations.VERIFY_EMAIL, new VerifyEmail(token));
    // then
    assertThat(asked.email()).isNull();
    assertThat(asked.pending()).isEqualTo("alma@example.org");
    EmailView now = as(pair, AuthOperations.GET_EMAIL, Empty.INSTANCE);
    assertThat(now.email()).isEqualTo("alma@example.org");
    assertThat(now.verifiedAt()).isNotNull();
    assertThat(now.pending()).isNull();
    refusedWith(
        ErrorCode.BAD_LINK,
        () -> node.asGateway(AuthOperations.VERIFY_EMAIL, new VerifyEmail(token)));
    awaitAnswers();
    assertThat(mails(server, "alma@example.org")).hasSize(1);
  }

  @Test
  void setEmail_shouldBeRefused_whenThePasswordIsWrong() {
    // given
    node.user("bert");
    TokenPair pair = node.login("bert", PASSWORD);
    // then
    refusedWith(
        ErrorCode.WRONG_PASSWORD,
        () -> as(pair, AuthOperations.SET_EMAIL, new SetEmail("bert@example.org", OTHER, null)));
    assertThat(as(pair, AuthOperations.GET_EMAIL, Empty.INSTANCE).pending()).isNull();
  }

  @Test
  void verify_shouldBeRefused_whenAnotherUserHasTheAddress() {
    // given
    proved("cora");
    Principal user = node.user("carl");
    node.session(node.person(Ids.DEFAULT_ORGANIZATION, "user:write", "job:run", "target:read"))
        .call(AuthOperations.SET_USER_EMAIL, new SetUserEmail(user.id(), "CORA@example.org"));
    // then
    SecretText token = token(server, "CORA@example.org", 1);
    refusedWith(
        ErrorCode.EMAIL_TAKEN,
        () -> node.asGateway(AuthOperations.VERIFY_EMAIL, new VerifyEmail(token)));
  }

  @Test
  void reset_shouldGiveAnotherPasswordAndEndSessions_whenTheTokenIsOfTheLastMail() {
    // given
    proved("dora");
    TokenPair before = node.login("dora", PASSWORD);
    forgot(null, "DORA@example.org", "192.0.2.65");
    SecretText first = token(server, "dora@example.org", 2);
    forgot("dora", null, "192.0.2.65");
    SecretText second = token(server, "dora@example.org", 3);
    // when
    refusedWith(ErrorCode.BAD_LINK, () -> confirm(first, OTHER));
    refusedWith(ErrorCode.WEAK_PASSWORD, () -> confirm(second, new SecretText("short")));
    refusedWith(ErrorCode.PASSWORD_REUSED, () -> confirm(second, PASSWORD));
    confirm(second, OTHER);
    // then
    refusedWith(ErrorCode.BAD_LINK, () -> confirm(second, new SecretText("yet another long one")));
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(before));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("dora", PASSWORD));
    assertThat(node.login("dora", OTHER).tokenType()).isEqualTo("Bearer");
    assertThat(node.count("SELECT count(*)::int FROM outbox WHERE envelope::text LIKE '%opsl\\_%'"))
        .isZero();
  }

  @Test
  void forgot_shouldAnswerTheSameAndMailNobody_whenTheUserIsUnknown() {
    // when
    forgot("nobody at all", null, "198.51.100.1");
    forgot(null, "nobody@example.org", "198.51.100.1");
    // then
    awaitAnswers();
    assertThat(mails(server, "nobody@example.org")).isEmpty();
  }

  @Test
  void forgot_shouldBeBounded_whenANetworkAsksTooOften() {
    // given
    for (int i = 0; i < MOST_OF_NETWORK; i++) {
      forgot("guess-" + i, null, "203.0.113." + i);
    }
    // then
    refusedWith(ErrorCode.TOO_MANY_MAILS, () -> forgot("one-more", null, "203.0.113.200"));
    forgot("one-more", null, "198.51.100.200");
  }

  @Test
  void forgot_shouldMailThreeTimesAtMost_whenItIsAskedForOneUser() {
    // given
    proved("emil");
    // when
    for (int i = 0; i < 5; i++) {
      forgot("emil", null, "2001:db8:" + i + "::1");
    }
    // then
    String links =
        "SELECT count(*)::int FROM mailed_links WHERE kind = 'password_reset' AND email ="
            + " 'emil@example.org'";
    awaitAnswers();
    assertThat(node.count(links)).isEqualTo(MOST_OF_USER);
  }

  @Test
  void mail_shouldComeLater_whenTheMailServerIsAwayAndTheNodeIsStartedAgain() throws IOException {
    // given
    int port = freePort();
    List<TestDatabase> kept = new ArrayList<>();
    Function<String[], TestDatabase> database =
        locations -> {
          if (kept.isEmpty()) {
            kept.add(TestPostgres.database(locations));
          }
          TestDatabase real = kept.getFirst();
          return new TestDatabase(
              real.host(), real.port(), real.name(), real.user(), real.password(), () -> {});
        };
    Principal fred;
    try (AuthNode before = new AuthNode(settings(port), new SettableClock(), database)) {
      fred = before.user("fred");
      before
          .session(before.person(Ids.DEFAULT_ORGANIZATION, "user:write", "job:run", "target:read"))
          .call(AuthOperations.SET_USER_EMAIL, new SetUserEmail(fred.id(), "fred@example.org"));
      await()
          .atMost(PATIENCE)
          .until(() -> before.count("SELECT max(attempts) FROM mailed_links") >= 1);
    }
    GreenMail late = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
    late.start();
    // when
    try (AuthNode after = new AuthNode(settings(port), new SettableClock(), database)) {
      after.users.put(fred.id(), fred);
      after.clock.forward(Duration.ofMinutes(6));
      // then
      SecretText token = token(late, "fred@example.org", 1);
      after.asGateway(AuthOperations.VERIFY_EMAIL, new VerifyEmail(token));
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  after.count("SELECT count(*)::int FROM mailed_links WHERE sent_at IS NULL") == 0);
      assertThat(mails(late, "fred@example.org")).hasSize(1);
    } finally {
      late.stop();
      kept.forEach(TestDatabase::close);
    }
  }

  @Test
  void queue_shouldBeBounded_whenNothingCanBeSent() throws IOException {
    // given
    try (AuthNode away = node(freePort())) {
      away.user("gina");
      TokenPair pair = away.login("gina", PASSWORD);
      away.harness
          .db()
          .execute(
              """
              INSERT INTO mailed_links
                (id, user_id, organization_id, kind, email, hash, created_at, expires_at, next_attempt_at)
              SELECT gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'password_reset', 'x@example.org',
                     sha256(n::text::bytea), now(), now() + interval '1 hour', now() + interval '1 hour'
              FROM generate_series(1, 1000) n
              """);
      ForgotPassword asked = new ForgotPassword("gina", null, null);
      // when
      away.asGateway(AuthOperations.FORGOT_PASSWORD, asked);
      away.harness
          .db()
          .execute(
              """
              INSERT INTO reset_requests (id, account, network, created_at)
              SELECT gen_random_uuid(), 'x', 'elsewhere', now() FROM generate_series(1, 999)
              """);
      // then
      refusedWith(ErrorCode.BUSY, () -> away.asGateway(AuthOperations.FORGOT_PASSWORD, asked));
      TestClient gina = away.harness.bearing(away.context(pair).token().reveal());
      refusedWith(
          ErrorCode.BUSY,
          () ->
              gina.call(
                  AuthOperations.SET_EMAIL, new SetEmail("gina@example.org", PASSWORD, null)));
    }
  }

  @Test
  void token_shouldBeKnownToTheMailAlone_whenOneIsMade() {
    // given
    proved("hugo");
    // when
    forgot("hugo", null, "192.0.2.129");
    SecretText token = token(server, "hugo@example.org", 2);
    // then
    assertThat(text(server, "hugo@example.org", 2))
        .contains("https://ops.example.org/reset-password#" + token.reveal());
    assertThat(
            node.count(
                "SELECT count(*)::int FROM mailed_links WHERE hash = sha256($1::text::bytea)",
                token.reveal()))
        .isEqualTo(1);
    String bare = token.reveal().substring("opsl_".length());
    for (String table : List.of("mailed_links", "outbox", "reset_requests")) {
      assertThat(
              node.count(
                  "SELECT count(*)::int FROM " + table + " t WHERE strpos(t::text, $1) > 0", bare))
          .as(table)
          .isZero();
    }
  }

  @Test
  void reset_shouldBeRefused_whenTheTokenIsTooOldOrIsForSomethingElse() {
    // given
    Principal ida = proved("ida");
    forgot("ida", null, "192.0.2.193");
    SecretText token = token(server, "ida@example.org", 2);
    // when
    refusedWith(
        ErrorCode.BAD_LINK,
        () -> node.asGateway(AuthOperations.VERIFY_EMAIL, new VerifyEmail(token)));
    node.harness
        .db()
        .execute(
            "UPDATE mailed_links SET expires_at = now() - interval '1 second' WHERE user_id = $1",
            ida.id());
    // then
    refusedWith(ErrorCode.BAD_LINK, () -> confirm(token, OTHER));
    refusedWith(ErrorCode.BAD_LINK, () -> confirm(new SecretText("opsl_" + "A".repeat(43)), OTHER));
    assertThat(node.login("ida", PASSWORD).tokenType()).isEqualTo("Bearer");
  }

  @Test
  void reset_shouldHappenOnce_whenTheTokenIsUsedSeveralTimesAtOnce() {
    // given
    proved("jost");
    forgot("jost", null, "192.0.3.1");
    SecretText token = token(server, "jost@example.org", 2);
    // when
    List<Future<Empty>> all =
        IntStream.range(0, 4)
            .mapToObj(
                i ->
                    node.harness
                        .service("gateway")
                        .send(
                            AuthOperations.CONFIRM_PASSWORD_RESET,
                            new ConfirmPasswordReset(
                                token, new SecretText(i + " kettles full of winter"))))
            .toList();
    Future.join(all).otherwiseEmpty().await();
    // then
    assertThat(all.stream().filter(Future::succeeded)).hasSize(1);
  }

  @Test
  void reset_shouldLeaveTheSecondFactor_whenThereIsOne() {
    // given
    MfaUser kurt = new MfaUser(node, "kurt", "192.0.4.1").enrol();
    kurt.call(AuthOperations.SET_EMAIL, new SetEmail("kurt@example.org", PASSWORD, kurt.client));
    node.asGateway(
        AuthOperations.VERIFY_EMAIL, new VerifyEmail(token(server, "kurt@example.org", 1)));
    OpsException challenged = challenge(kurt, PASSWORD);
    forgot("kurt", null, "192.0.4.1");
    // when
    confirm(token(server, "kurt@example.org", 2), OTHER);
    // then
    assertThat(challenge(kurt, OTHER).extensions().get("factors"))
        .isEqualTo(List.of("totp", "recovery_code"));
    refusedWith(
        ErrorCode.BAD_CHALLENGE,
        () -> kurt.verify((String) challenged.extensions().get("challenge"), kurt.code(1)));
  }

  private static OpsException challenge(MfaUser user, SecretText password) {
    OpsException refused =
        catchThrowableOfType(
            OpsException.class, () -> node.login(user.user.username(), password, user.client));
    assertThat(refused.code()).isEqualTo("mfa_required");
    return refused;
  }

  @Test
  void reset_shouldBeRefused_whenTheUserWasDisabledMeanwhile() {
    // given
    Principal lena = proved("lena");
    forgot("lena", null, "192.0.5.1");
    SecretText token = token(server, "lena@example.org", 2);
    // when
    node.users.put(lena.id(), AuthNode.principal(lena.id(), "lena", false));
    // then
    refusedWith(ErrorCode.BAD_LINK, () -> confirm(token, OTHER));
  }

  @Test
  void setEmail_shouldBeRefused_whenItIsOfSomebodyWhoMayMore() {
    // given
    Principal user = node.user("mara");
    SetUserEmail request = new SetUserEmail(user.id(), "mara@example.org");
    // then
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            node.session(node.person(Ids.DEFAULT_ORGANIZATION, "user:write", "job:run"))
                .call(AuthOperations.SET_USER_EMAIL, request));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () ->
            node.session(node.person(Ids.next(), "*"))
                .call(AuthOperations.SET_USER_EMAIL, request));
  }

  /** The bound is wide: the answer must not wait for a look-up, a hash or a mail. */
  @Test
  void forgot_shouldAnswerAsFast_whetherOrNotThereIsTheUser() {
    // given
    proved("nora");
    forgot("nora", null, "192.0.6.1");
    forgot("nobody-1", null, "192.0.6.1");
    // when
    List<Long> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      known.add(nanos(() -> forgot("nora", null, "192.0.6.1")));
      unknown.add(nanos(() -> forgot("nobody-2", null, "192.0.6.1")));
    }
    // then
    double ratio = (double) median(known) / median(unknown);
    assertThat(ratio).isBetween(0.1, 10.0);
  }

  private static long nanos(Runnable work) {
    long begin = System.nanoTime();
    work.run();
    return System.nanoTime() - begin;
  }

  private static long median(List<Long> times) {
    return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
  }

  @Test
  void forgot_shouldSaySo_whenThereIsNoMailServer() {
    try (AuthNode without = new AuthNode()) {
      refusedWith(
          ErrorCode.MAIL_NOT_CONFIGURED,
          () ->
              without.asGateway(
                  AuthOperations.FORGOT_PASSWORD, new ForgotPassword("ann", null, null)));
    }
  }
}
