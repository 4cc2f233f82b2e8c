package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.opsconductor.auth.password.PasswordHasher;
import io.opsconductor.auth.session.RefreshTokenRow;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class SessionIT {
  private static final Duration PAST_GRACE = RefreshTokenRow.GRACE.plusSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(SessionIT.class);

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void login_shouldGiveTokensThatMakeAContext_whenThePasswordIsRight() {
    // given
    Principal ann = node.user("ann");
    // when
    TokenPair pair = node.login("ANN", PASSWORD);
    IssuedContext context = node.context(pair);
    // then
    assertThat(pair.tokenType()).isEqualTo("Bearer");
    assertThat(pair.expiresIn()).isEqualTo(600);
    assertThat(pair.refreshToken().reveal()).startsWith("opsr_");
    assertThat(context.userId()).isEqualTo(ann.id());
    assertThat(context.username()).isEqualTo("ann");
    assertThat(context.organizationId()).isEqualTo(ann.organizationId());
    assertThat(context.roles()).isEqualTo(ann.roles());
    assertThat(context.permissions()).isEqualTo(ann.permissions());
    assertThat(Duration.between(node.clock.instant(), context.expiresAt()))
        .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(60));
  }

  @Test
  void login_shouldGiveTheSameAnswer_whenTheUserIsUnknownWrongOrDisabled() {
    // given
    Principal bea = node.user("bea");
    Principal off = node.user("off");
    node.users.put(off.id(), AuthNode.principal(off.id(), "off", false));
    // when
    List<Throwable> answers =
        List.of(
            catchThrowable(() -> node.login("nobody", PASSWORD)),
            catchThrowable(() -> node.login("bea", new SecretText("wrong"))),
            catchThrowable(() -> node.login("off", PASSWORD)));
    // then
    answers.forEach(answer -> refusedWith(ErrorCode.BAD_CREDENTIALS, () -> rethrow(answer)));
    assertThat(answers)
        .extracting(Throwable::getMessage)
        .containsOnly(answers.getFirst().getMessage());
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.refused'"
                    + " AND envelope->>'resourceId' = $1",
                bea.id().toString()))
        .isEqualTo(1);
    assertThat(node.count("SELECT count(*)::int FROM outbox WHERE envelope::text LIKE '%nobody%'"))
        .isZero();
  }

  private static void rethrow(Throwable failure) throws Throwable {
    throw failure;
  }

  /** Each tab sends the cookie that it saw, and the browser keeps whichever answer comes last. */
  @Test
  void refresh_shouldLeaveOneToken_whenManyTabsOfABrowserAskAtOnce() {
    // given
    node.user("tabs");
    TokenPair login = node.login("tabs", PASSWORD);
    // when
    List<SecretText> fresh = refreshShared(login.refreshToken(), login.refreshToken());
    node.clock.forward(RefreshTokenRow.HELD);
    List<SecretText> first = refreshShared(login.refreshToken(), login.refreshToken());
    List<SecretText> second = refreshShared(first.getLast(), first.getFirst());
    node.clock.forward(RefreshTokenRow.HELD);
    List<SecretText> later = refreshShared(first.getLast(), second.getLast());
    // then
    assertThat(fresh).hasSize(20).containsOnly(login.refreshToken());
    assertThat(first).hasSize(20).containsOnly(first.getFirst());
    assertThat(first.getFirst()).isNotEqualTo(login.refreshToken());
    assertThat(second).hasSize(20).containsOnly(first.getFirst());
    assertThat(later).hasSize(20).containsOnly(later.getFirst());
    assertThat(later.getFirst()).isNotEqualTo(first.getFirst());
    refusedWith(
        ErrorCode.BAD_REFRESH_TOKEN,
        () -> refreshShared(login.refreshToken(), login.refreshToken()));
    refusedWith(
        ErrorCode.BAD_REFRESH_TOKEN, () -> refreshShared(later.getFirst(), later.getFirst()));
  }

  /** What twenty tabs are given, of which every other one has this or that token. */
  private static List<SecretText> refreshShared(SecretText even, SecretText odd) {
    List<Future<TokenPair>> all =
        IntStream.range(0, 20)
            .mapToObj(i -> new RefreshRequest(i % 2 == 0 ? even : odd, null, true))
            .map(request -> node.harness.service("gateway").send(AuthOperations.REFRESH, request))
            .toList();
    Future.join(all).await();
    return all.stream().map(Future::result).map(TokenPair::refreshToken).toList();
  }

  @Test
  void login_shouldBeForbidden_whenAskedByAnotherThanTheGateway() {
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            node.harness
                .service("workers")
                .call(AuthOperations.LOGIN, new LoginRequest("admin", PASSWORD, null)));
  }

  @Test
  void login_shouldAnswerAllOrSayBusy_whenManySignInAtOnce() {
    // given
    node.user("storm");
    LoginRequest request = new LoginRequest("storm", PASSWORD, null);
    // when
    List<Future<TokenPair>> asked =
        IntStream.range(0, 100)
            .mapToObj(i -> node.harness.service("gateway").send(AuthOperations.LOGIN, request))
            .toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(asked.stream().filter(Future::succeeded).count())
        .isGreaterThanOrEqualTo(PasswordHasher.MAX_WAITING);
    assertThat(asked.stream().filter(Future::failed))
        .isNotEmpty()
        .allSatisfy(failed -> refusedWith(ErrorCode.BUSY, () -> rethrow(failed.cause())));
  }

  @Test
  void refresh_shouldRotate_whenTheTokenIsTheNewest() {
    // given
    node.user("carl");
    TokenPair first = node.login("carl", PASSWORD);
    // when
    TokenPair second = node.refresh(first);
    TokenPair third = node.refresh(second);
    // then
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(third.refreshToken()).isNotEqualTo(second.refreshToken());
    assertThat(node.context(third).sessionId()).isEqualTo(node.context(first).sessionId());
  }

  @Test
  void refresh_shouldEndTheSession_whenATokenComesAgainAfterTheGrace() {
    // given
    node.user("dora");
    TokenPair first = node.login("dora", PASSWORD);
    List<UUID> ended = new CopyOnWriteArrayList<>();
    node.harness
        .hints()
        .subscribe(AuthOperations.SESSION_ENDED, hint -> ended.add(hint.sessionId()));
    UUID session = node.context(first).sessionId();
    TokenPair second = node.refresh(first);
    node.clock.forward(PAST_GRACE);
    // when, then
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(first));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(second));
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(second));
    await().until(() -> ended.contains(session));
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.ended'"
                    + " AND envelope->>'resourceId' = $1",
                session.toString()))
        .isEqualTo(1);
  }

  @Test
  void refresh_shouldGiveOneSuccessor_whenManyAskAtOnce() {
    // given
    node.user("emil");
    TokenPair first = node.login("emil", PASSWORD);
    UUID session = node.context(first).sessionId();
    // when
    List<Future<TokenPair>> asked =
        IntStream.range(0, 100).mapToObj(i -> node.sendRefresh(first)).toList();
    Future.all(asked).await();
    // then
    assertThat(asked.stream().map(pair -> pair.result().refreshToken()).distinct()).hasSize(1);
    assertThat(
            node.count("SELECT count(*)::int FROM refresh_tokens WHERE session_id = $1", session))
        .isEqualTo(2);
    assertThat(node.context(node.refresh(asked.getFirst().result())).sessionId())
        .isEqualTo(session);
  }

  @Test
  void refresh_shouldBeRefused_whenTheTokenIsExpiredUnknownOrOfADisabledUser() {
    // given
    Principal fred = node.user("fred");
    TokenPair expired = node.login("fred", PASSWORD);
    node.harness
        .db()
        .execute(
            "UPDATE refresh_tokens SET expires_at = now() - interval '1 day' WHERE session_id = $1",
            node.context(expired).sessionId());
    TokenPair live = node.login("fred", PASSWORD);
    // when, then
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(expired));
    refusedWith(
        ErrorCode.BAD_REFRESH_TOKEN,
        () -> node.refresh(new TokenPair(null, new SecretText("opsr_x"), 0, "Bearer")));
    node.users.remove(fred.id());
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(live));
  }

  @Test
  void refresh_shouldStoreNoToken_whenTokensAreGivenOut() {
    // given
    node.user("gina");
    TokenPair pair = node.refresh(node.login("gina", PASSWORD));
    // when
    int found =
        node.count(
            "SELECT count(*)::int FROM refresh_tokens WHERE encode(hash, 'escape') LIKE '%opsr%'"
                + " OR hash = $1",
            Buffer.buffer(pair.refreshToken().reveal()));
    // then
    assertThat(found).isZero();
  }

  @Test
  void logout_shouldEndThatSessionAlone_whenTheUserHasTwo() {
    // given
    node.user("hans");
    TokenPair here = node.login("hans", PASSWORD);
    TokenPair there = node.login("hans", PASSWORD);
    String context = node.context(here).token().reveal();
    // when
    node.logout(here);
    node.harness.bearing(context).call(AuthOperations.LOGOUT, Empty.INSTANCE);
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(here));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(here));
    assertThat(node.context(there).username()).isEqualTo("hans");
  }

  @Test
  void logout_shouldEndTheSession_whenOnlyARefreshTokenIsLeft() {
    // given
    node.user("hanna");
    TokenPair first = node.login("hanna", PASSWORD);
    TokenPair second = node.refresh(first);
    UUID session = node.context(second).sessionId();
    // when
    SessionEnded unknown = logoutBy(new SecretText("opsr_unknown"));
    SessionEnded ended = logoutBy(first.refreshToken());
    SessionEnded again = logoutBy(second.refreshToken());
    // then
    assertThat(unknown.sessionId()).isNull();
    assertThat(ended.sessionId()).isEqualTo(session);
    assertThat(again.sessionId()).isEqualTo(session);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(second));
    refusedWith(ErrorCode.BAD_REFRESH_TOKEN, () -> node.refresh(second));
  }

  @Test
  void context_shouldBeRefusedWithTheReason_whenTheSessionEndedOrTheUserMayNotSignIn() {
    // given
    Principal lara = node.user("lara");
    Principal mona = node.user("mona");
    TokenPair changed = node.login("lara", PASSWORD);
    TokenPair disabled = node.login("mona", PASSWORD);
    Map<UUID, String> hinted = new ConcurrentHashMap<>();
    UUID session = node.context(changed).sessionId();
    node.harness
        .hints()
        .subscribe(
            AuthOperations.SESSION_ENDED, hint -> hinted.put(hint.sessionId(), hint.reason()));
    // when
    node.setPassword(lara, new SecretText("wholly different words"));
    node.users.put(mona.id(), AuthNode.principal(mona.id(), "mona", false));
    // then
    assertThatThrownBy(() -> node.context(changed))
        .hasMessage("The session has ended: password_changed");
    assertThatThrownBy(() -> node.context(disabled))
        .hasMessage("The session has ended: user_disabled");
    await().until(() -> "password_changed".equals(hinted.get(session)));
  }

  private static SessionEnded logoutBy(SecretText token) {
    return node.asGateway(AuthOperations.LOGOUT_BY_TOKEN, new RefreshRequest(token, null));
  }

  @Test
  void setPassword_shouldEndTheSessions_whenItIsAnotherOne() {
    // given
    Principal ivan = node.user("ivan");
    TokenPair before = node.login("ivan", PASSWORD);
    SecretText other = new SecretText("wholly different words");
    // when
    node.setPassword(ivan, PASSWORD);
    IssuedContext unchanged = node.context(before);
    node.setPassword(ivan, other);
    // then
    assertThat(unchanged.userId()).isEqualTo(ivan.id());
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(before));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("ivan", PASSWORD));
    assertThat(node.context(node.login("ivan", other)).userId()).isEqualTo(ivan.id());
  }

  @Test
  void setPassword_shouldReplaceTheOneOfAnUnfinishedUser_whenTheNameIsGivenAgain() {
    // given
    Principal unfinished = node.user("june");
    node.users.remove(unfinished.id());
    // when
    Principal june = node.user("june");
    // then
    assertThat(node.context(node.login("june", PASSWORD)).userId()).isEqualTo(june.id());
    refusedWith(ErrorCode.CONFLICT, () -> node.setPassword(unfinished, PASSWORD));
    assertThat(node.context(node.login("june", PASSWORD)).userId()).isEqualTo(june.id());
  }

  @Test
  void setPassword_shouldBeRefused_whenThePasswordIsWeak() {
    Principal kate = AuthNode.principal(UUID.randomUUID(), "kate", true);
    refusedWith(ErrorCode.WEAK_PASSWORD, () -> node.setPassword(kate, new SecretText("too short")));
  }

  @Test
  void issueContext_shouldFollowTheUser_whenRolesChangeOrTheUserIsDisabled() {
    // given
    Principal liam = node.user("liam");
    TokenPair pair = node.login("liam", PASSWORD);
    node.users.put(
        liam.id(),
        new Principal(
            liam.id(), "liam", liam.organizationId(), true, List.of("admin"), List.of("*")));
    // when, then
    assertThat(node.context(pair).permissions()).containsExactly("*");
    node.users.put(liam.id(), AuthNode.principal(liam.id(), "liam", false));
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(pair));
  }

  @Test
  void issueContext_shouldBeQuick_whenTheTokenWasSeenBefore() {
    // given
    node.user("mary");
    IssueContext request = new IssueContext(node.login("mary", PASSWORD).accessToken(), null);
    IntStream.range(0, 300).forEach(i -> node.asGateway(AuthOperations.ISSUE_CONTEXT, request));
    int rounds = 500;
    // when
    long begun = System.nanoTime();
    IntStream.range(0, rounds).forEach(i -> node.asGateway(AuthOperations.ISSUE_CONTEXT, request));
    Duration each = Duration.ofNanos((System.nanoTime() - begun) / rounds);
    // then
    LOG.atInfo().addKeyValue("microseconds", each.toNanos() / 1000).log("A context takes");
    assertThat(each).isLessThan(Duration.ofMillis(50));
  }
}
