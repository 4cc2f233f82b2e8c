package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import io.opsconductor.auth.mail.MailedCodes;
import io.opsconductor.auth.session.LiveSession;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AskCode;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CodeMailed;
import io.opsconductor.contracts.auth.FactorAdded;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.ForgotPassword;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.MfaState;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Codes over a real mail server. Each user has a network: wrong codes add up. */
class EmailCodesIT {
  private static final Pattern CODE =
      Pattern.compile("^ {4}([0-9]{4} [0-9]{4})", Pattern.MULTILINE);

  private static GreenMail server;
  private static AuthNode node;

  @BeforeAll
  static void start() {
    server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.start();
    node =
        new AuthNode(
            Map.of(
                "mfa_email_codes",
                true,
                "mail",
                Map.of(
                    "host", "127.0.0.1",
                    "port", server.getSmtp().getPort(),
                    "starttls", "disabled",
                    "from", "ops@example.org")));
  }

  @AfterAll
  static void stop() {
    node.close();
    server.stop();
  }

  @Test
  void login_shouldGoOn_whenTheMailedCodeIsShown() {
    // given
    MfaUser edda = proved("edda", "10.91.0.1");
    FactorAdded added = edda.call(AuthOperations.ENROL_EMAIL_CODES, Empty.INSTANCE);
    assertThat(added.factor().kind()).isEqualTo(FactorKind.EMAIL_CODE);
    assertThat(added.recoveryCodes()).hasSize(10);
    refusedWith(
        ErrorCode.CONFLICT, () -> edda.call(AuthOperations.ENROL_EMAIL_CODES, Empty.INSTANCE));
    // when
    OpsException due = refusal(edda);
    assertThat(due.extensions().get("factors")).isEqualTo(List.of("email_code", "recovery_code"));
    String challenge = due.extensions().get("challenge").toString();
    CodeMailed mailed = mail(challenge);
    String code = code("edda", 1);
    // then
    assertThat(mailed.to()).isEqualTo("e…@example.org");
    assertThat(mailed.expiresIn()).isEqualTo(600);
    edda.goOnWith(edda.verify(challenge, code));
    assertThat(edda.call(AuthOperations.GET_MFA, Empty.INSTANCE).factors())
        .singleElement()
        .satisfies(factor -> assertThat(factor.lastUsedAt()).isNotNull());
    edda.call(AuthOperations.RENEW_RECOVERY_CODES, Empty.INSTANCE);
    String other = challenge(edda);
    refusedWith(ErrorCode.BAD_CODE, () -> edda.verify(other, code));
    refusedWith(ErrorCode.BAD_CODE, () -> edda.login(code));
  }

  @Test
  void verify_shouldRefuse_whenTheCodeIsOfElsewhereOrReplacedOrTooOld() {
    // given
    MfaUser egon = enrolled("egon", "10.92.0.1");
    String here = challenge(egon);
    String elsewhere = challenge(egon);
    mail(here);
    String first = code("egon", 1);
    // when, then
    refusedWith(ErrorCode.BAD_CODE, () -> egon.verify(elsewhere, first));
    mail(here);
    String second = code("egon", 2);
    if (!second.equals(first)) {
      refusedWith(ErrorCode.BAD_CODE, () -> egon.verify(here, first));
    }
    node.clock.forward(Duration.ofMinutes(6));
    assertThat(egon.verify(here, second)).as("longer than a challenge without a mail").isNotNull();
    String late = challenge(egon);
    mail(late);
    String third = code("egon", 3);
    node.clock.forward(MailedCodes.LIFETIME.plusSeconds(1));
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> egon.verify(late, third));
  }

  @Test
  void stepUp_shouldOpenSensitiveThings_untilAStrongerFactorTakesItsPlace() {
    // given
    MfaUser elsa = enrolled("elsa", "10.93.0.1");
    node.clock.forward(LiveSession.FRESH.plusSeconds(1));
    elsa.refresh();
    refusedWith(ErrorCode.STEP_UP_REQUIRED, elsa::begin);
    // when
    elsa.call(AuthOperations.MAIL_STEP_UP_CODE, Empty.INSTANCE);
    elsa.stepUp(code("elsa", 1));
    elsa.enrol();
    // then
    MfaState state = elsa.call(AuthOperations.GET_MFA, Empty.INSTANCE);
    assertThat(state.factors()).extracting(MfaFactor::kind).containsExactly(FactorKind.TOTP);
    refusedWith(
        ErrorCode.CONFLICT, () -> elsa.call(AuthOperations.MAIL_STEP_UP_CODE, Empty.INSTANCE));
    refusedWith(ErrorCode.CONFLICT, () -> mail(challenge(elsa)));
    refusedWith(
        ErrorCode.CONFLICT, () -> elsa.call(AuthOperations.ENROL_EMAIL_CODES, Empty.INSTANCE));
    assertThat(events("mfa.factor_removed", elsa)).isEqualTo(1);
  }

  @Test
  void mail_shouldBeBounded_andNeedAnAddress() {
    // given
    MfaUser emil = new MfaUser(node, "emil", "10.94.0.1");
    refusedWith(
        ErrorCode.CONFLICT, () -> emil.call(AuthOperations.ENROL_EMAIL_CODES, Empty.INSTANCE));
    MfaUser ernst = enrolled("ernst", "10.95.0.1");
    String challenge = challenge(ernst);
    // when
    for (int i = 0; i < MailedCodes.MOST_SENT; i++) {
      mail(challenge);
    }
    // then
    refusedWith(ErrorCode.TOO_MANY_MAILS, () -> mail(challenge));
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> mail("opsm_no"));
  }

  @Test
  void reset_shouldNotBeMailed_whenTheSecondFactorIsAMail() {
    // given
    MfaUser eva = enrolled("eva", "10.97.0.1");
    // when
    node.asGateway(AuthOperations.FORGOT_PASSWORD, new ForgotPassword("eva", null, eva.client));
    // then
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                node.count("SELECT count(*)::int FROM reset_requests WHERE account IS NOT NULL")
                    == 0);
    assertThat(
            node.count("SELECT count(*)::int FROM mailed_links WHERE user_id = $1", eva.user.id()))
        .isZero();
  }

  @Test
  void remove_shouldMakeThePasswordEnough_whenCodesByMailAreTheFactor() {
    // given
    MfaUser enno = enrolled("enno", "10.98.0.1");
    // when
    enno.call(
        AuthOperations.REMOVE_FACTOR,
        new IdRequest(enno.call(AuthOperations.GET_MFA, Empty.INSTANCE).factors().getFirst().id()));
    // then
    assertThat(enno.login(null)).isNotNull();
    assertThat(enno.call(AuthOperations.GET_MFA, Empty.INSTANCE))
        .isEqualTo(new MfaState(List.of(), 0));
  }

  private static MfaUser enrolled(String name, String address) {
    MfaUser user = proved(name, address);
    user.call(AuthOperations.ENROL_EMAIL_CODES, Empty.INSTANCE);
    return user;
  }

  private static MfaUser proved(String name, String address) {
    MfaUser user = new MfaUser(node, name, address);
    node.harness
        .db()
        .execute(
            "INSERT INTO email_addresses (user_id, organization_id, email, verified_at)"
                + " VALUES ($1, $2, $3, $4)",
            user.user.id(),
            user.user.organizationId(),
            name + "@example.org",
            node.clock.instant().atOffset(ZoneOffset.UTC));
    return user;
  }

  private static OpsException refusal(MfaUser user) {
    OpsException refused = catchThrowableOfType(OpsException.class, () -> user.login(null));
    assertThat(refused.code()).isEqualTo("mfa_required");
    return refused;
  }

  private static String challenge(MfaUser user) {
    return refusal(user).extensions().get("challenge").toString();
  }

  private static CodeMailed mail(String challenge) {
    return node.asGateway(AuthOperations.MAIL_CODE, new AskCode(new SecretText(challenge)));
  }

  /** Of the so-manieth mail to the user. */
  private static String code(String name, int number) {
    String text = GreenMailUtil.getBody(mails(name + "@example.org").get(number - 1));
    Matcher found = CODE.matcher(text);
    assertThat(found.find()).as(text).isTrue();
    return found.group(1);
  }

  private static List<MimeMessage> mails(String address) {
    return Arrays.stream(server.getReceivedMessages())
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

  private static int events(String type, MfaUser user) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = $1"
            + " AND envelope->>'resourceId' = $2",
        type,
        user.user.id().toString());
  }
}
