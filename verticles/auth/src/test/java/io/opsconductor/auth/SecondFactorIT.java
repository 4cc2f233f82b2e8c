package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opsconductor.auth.mfa.ChallengeStore;
import io.opsconductor.auth.mfa.EnrolTotp;
import io.opsconductor.auth.mfa.FactorStore;
import io.opsconductor.auth.mfa.Totp;
import io.opsconductor.auth.session.LiveSession;
import io.opsconductor.auth.slowdown.Tally;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaState;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.contracts.auth.ShowCode;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.TotpEnrolment;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Each user has a network, 10.N.x.x: wrong codes would add up. The clock only goes forward, by less
 * than an hour in all: so long services know each other's keys.
 */
class SecondFactorIT {
  private static final Duration STEP = Duration.ofSeconds(Totp.STEP_SECONDS);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

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
  void login_shouldGiveNoToken_whenOnlyThePasswordIsShown() {
    // given
    MfaUser mia = new MfaUser(node, "mia", "10.1.0.1").enrol();
    int sessions = sessionsOf(mia);
    // when
    OpsException challenged = refusal(() -> mia.login(null));
    // then
    assertThat(challenged.code()).isEqualTo("mfa_required");
    assertThat(challenged.extensions().get("factors")).isEqualTo(List.of("totp", "recovery_code"));
    assertThat(sessionsOf(mia)).isEqualTo(sessions);
    nextStep();
    TokenPair in = mia.verify(challenge(challenged), mia.code(0));
    assertThat(node.context(in).username()).isEqualTo("mia");
    assertThat(node.context(node.refresh(in)).username()).isEqualTo("mia");
    nextStep();
    assertThat(node.context(mia.login(mia.code(0))).username()).isEqualTo("mia");
  }

  @Test
  void login_shouldRefuseACode_whenItWasUsedOrIsFarOff() {
    // given
    MfaUser moe = new MfaUser(node, "moe", "10.2.0.1").enrol();
    nextStep();
    String code = moe.code(0);
    // when
    moe.login(code);
    // then
    refusedWith(ErrorCode.BAD_CODE, () -> moe.login(code));
    refusedWith(ErrorCode.BAD_CODE, () -> moe.login(moe.code(-1)));
    // Three ahead, because the next step may begin while the password is judged.
    refusedWith(ErrorCode.BAD_CODE, () -> moe.login(moe.code(3)));
    assertThat(moe.login(moe.code(1)).tokenType()).isEqualTo("Bearer");
  }

  @Test
  void login_shouldLetOneIn_whenManyShowTheSameCode() {
    // given
    MfaUser max = new MfaUser(node, "max", "10.3.0.1").enrol();
    nextStep();
    String code = max.code(0);
    String recovery = max.recoveryCodes.getFirst();
    // when
    long byCode = winners(max, code);
    node.clock.forward(Duration.ofSeconds(20));
    long byRecoveryCode = winners(max, recovery);
    // then
    assertThat(byCode).isEqualTo(1);
    assertThat(byRecoveryCode).isEqualTo(1);
    node.clock.forward(Duration.ofSeconds(20));
    refusedWith(ErrorCode.BAD_CODE, () -> max.login(recovery));
    node.clock.forward(Duration.ofSeconds(20));
    assertThat(max.login(max.recoveryCodes.get(1).toLowerCase(Locale.ROOT))).isNotNull();
  }

  private static long winners(MfaUser user, String otp) {
    List<Future<TokenPair>> asked =
        IntStream.range(0, 6)
            .mapToObj(
                i -> node.harness.service("gateway").send(AuthOperations.LOGIN, user.request(otp)))
            .toList();
    Future.join(asked).otherwiseEmpty().toCompletionStage().toCompletableFuture().join();
    return asked.stream().filter(Future::succeeded).count();
  }

  @Test
  void verify_shouldLetOneIn_whenTheChallengeIsAnsweredTwice() {
    // given
    MfaUser meg = new MfaUser(node, "meg", "10.4.0.1").enrol();
    nextStep();
    String challenge = challenge(refusal(() -> meg.login(null)));
    // when
    meg.verify(challenge, meg.code(0));
    // then
    nextStep();
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> meg.verify(challenge, meg.code(0)));
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> meg.verify("opsm_unknown", meg.code(0)));
  }

  @Test
  void verify_shouldRefuse_whenTheChallengeIsTooOldOrThePasswordIsAnother() {
    // given
    MfaUser mel = new MfaUser(node, "mel", "10.5.0.1").enrol();
    String old = challenge(refusal(() -> mel.login(null)));
    // when
    node.clock.forward(ChallengeStore.LIFETIME.plusSeconds(1));
    // then
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> mel.verify(old, mel.code(0)));
    String overtaken = challenge(refusal(() -> mel.login(null)));
    node.setPassword(mel.user, new SecretText("the harbour at nine in winter"));
    refusedWith(ErrorCode.BAD_CHALLENGE, () -> mel.verify(overtaken, mel.code(0)));
  }

  @Test
  void verify_shouldBeSlowedDown_whenCodesAreGuessed() {
    // given
    MfaUser max = new MfaUser(node, "mara", "10.6.0.1").enrol();
    String challenge = challenge(refusal(() -> max.login(null)));
    for (int i = 0; i < ChallengeStore.MOST_ATTEMPTS; i++) {
      refusedWith(ErrorCode.BAD_CODE, () -> max.verify(challenge, max.wrongCode()));
    }
    // when
    nextStep();
    OpsException exhausted = refusal(() -> max.verify(challenge, max.code(0)));
    // then
    assertThat(exhausted.code()).isEqualTo("bad_challenge");
    for (int i = 0; i < 3; i++) {
      node.clock.forward(Duration.ofSeconds(10));
      refusal(() -> max.login(max.wrongCode()));
    }
    OpsException slowed = refusal(() -> max.login(max.code(1)));
    assertThat(slowed.code()).isEqualTo("sign_in_slowed");
    assertThat(slowed.retryAfterSeconds()).isPositive();
    node.clock.forward(Tally.LONGEST_WAIT);
    assertThat(max.login(max.code(0)).tokenType()).isEqualTo("Bearer");
  }

  @Test
  void login_shouldNotForgetWrongCodes_whenThePasswordIsRight() {
    // given
    MfaUser mona = new MfaUser(node, "mona", "10.7.0.1").enrol();
    // when
    for (int i = 0; i < 11; i++) {
      node.clock.forward(Duration.ofSeconds(33));
      refusal(() -> mona.login(mona.wrongCode()));
      refusal(() -> mona.login(null));
    }
    // then
    assertThat(refusal(() -> mona.login(null)).code()).isEqualTo("sign_in_slowed");
  }

  @Test
  void confirm_shouldEndOtherSessions_whenTheCodeIsRight() {
    // given
    MfaUser mick = new MfaUser(node, "mick", "10.8.0.1");
    TokenPair other = mick.login(null);
    mick.begin();
    // when
    refusedWith(ErrorCode.WRONG_CODE, () -> confirm(mick, mick.wrongCode()));
    assertThat(mick.login(null).accessToken()).as("nothing counts yet").isNotNull();
    confirm(mick, mick.code(0));
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(other));
    MfaState state = mick.call(AuthOperations.GET_MFA, Empty.INSTANCE);
    assertThat(state.recoveryCodesLeft()).isEqualTo(10);
    assertThat(state.factors())
        .singleElement()
        .satisfies(f -> assertThat(f.kind()).isEqualTo(FactorKind.TOTP));
    refusedWith(ErrorCode.CONFLICT, () -> confirm(mick, mick.code(1)));
    assertThat(
            node.count(
                "SELECT count(*)::int FROM totp_factors WHERE position($1::bytea in secret) > 0",
                Buffer.buffer(mick.secret)))
        .as("kept in clear")
        .isZero();
  }

  @Test
  void begin_shouldWait_whileACodeOfTheUserIsJudged() {
    // given
    MfaUser mina = new MfaUser(node, "mina", "10.14.0.1").enrol();
    TestClient session = node.harness.bearing(node.context(mina.accessToken).token().reveal());
    // when
    Future<TotpEnrolment> begun =
        node.harness
            .db()
            .transaction(
                tx -> {
                  new FactorStore(node.harness.db()).lock(tx, mina.user.id());
                  Future<TotpEnrolment> asked =
                      session.send(AuthOperations.BEGIN_TOTP, Empty.INSTANCE);
                  await()
                      .atMost(PATIENCE)
                      .until(
                          () ->
                              node.count(
                                      "SELECT count(*)::int FROM pg_locks WHERE NOT granted"
                                          + " AND locktype = 'advisory' AND database ="
                                          + " (SELECT oid FROM pg_database"
                                          + " WHERE datname = current_database())")
                                  > 0);
                  assertThat(begunFactors(mina)).isZero();
                  return asked;
                });
    // then
    assertThat(begun.await().secret()).isNotNull();
    assertThat(begunFactors(mina)).isEqualTo(1);
  }

  private static int begunFactors(MfaUser user) {
    return node.count(
        "SELECT count(*)::int FROM totp_factors WHERE user_id = $1 AND confirmed_at IS NULL",
        user.user.id());
  }

  @Test
  void confirm_shouldLeaveAFactor_howeverOftenOthersAreBegunMeanwhile() {
    // given
    MfaUser mirko = new MfaUser(node, "mirko", "10.15.0.1").enrol();
    node.clock.forward(Duration.ofSeconds(Totp.STEP_SECONDS));
    mirko.begin();
    TestClient session = node.harness.bearing(node.context(mirko.accessToken).token().reveal());
    // when
    Future<TotpEnrolment> other = session.send(AuthOperations.BEGIN_TOTP, Empty.INSTANCE);
    Future<RecoveryCodes> confirmed =
        session.send(
            AuthOperations.CONFIRM_TOTP, new ShowCode(new SecretText(mirko.code(0)), mirko.client));
    Future.join(other, confirmed).otherwiseEmpty().await();
    // then
    assertThat(
            node.count(
                "SELECT count(*)::int FROM totp_factors"
                    + " WHERE user_id = $1 AND confirmed_at IS NOT NULL",
                mirko.user.id()))
        .isEqualTo(1);
  }

  @Test
  void begin_shouldMakeAUriForApplications_whenItIsAsked() {
    // given
    MfaUser user = new MfaUser(node, "m.uri@example.net", "10.9.0.1");
    // when
    TotpEnrolment begun = user.call(AuthOperations.BEGIN_TOTP, Empty.INSTANCE);
    // then
    assertThat(begun.secret().reveal()).matches("[A-Z2-7]{32}");
    assertThat(begun.otpauthUri().reveal())
        .isEqualTo(
            "otpauth://totp/OpsConductor:m.uri%40example.net?secret="
                + begun.secret().reveal()
                + "&issuer=OpsConductor&algorithm=SHA1&digits=6&period=30");
    node.clock.forward(EnrolTotp.PATIENCE.plusSeconds(1));
    user.refresh();
    refusedWith(ErrorCode.CONFLICT, () -> confirm(user, "000000"));
  }

  @Test
  void stepUp_shouldOpenSensitiveThingsForTenMinutes_whenTheCodeIsRight() {
    // given
    MfaUser mo = new MfaUser(node, "mo", "10.10.0.1").enrol();
    mo.call(AuthOperations.RENEW_RECOVERY_CODES, Empty.INSTANCE);
    // when
    node.clock.forward(LiveSession.FRESH.plusSeconds(1));
    mo.refresh();
    // then
    refusedWith(
        ErrorCode.STEP_UP_REQUIRED, () -> mo.call(AuthOperations.BEGIN_TOTP, Empty.INSTANCE));
    refusedWith(
        ErrorCode.STEP_UP_REQUIRED,
        () -> mo.call(AuthOperations.REMOVE_FACTOR, new IdRequest(Ids.next())));
    refusedWith(
        ErrorCode.STEP_UP_REQUIRED,
        () ->
            mo.call(
                AuthOperations.CHANGE_PASSWORD,
                new ChangePassword(AuthNode.PASSWORD, new SecretText("another one"), mo.client)));
    refusedWith(ErrorCode.WRONG_CODE, () -> mo.stepUp(mo.wrongCode()));
    mo.stepUp(mo.code(0));
    mo.call(AuthOperations.RENEW_RECOVERY_CODES, Empty.INSTANCE);
    mo.begin();
  }

  @Test
  void remove_shouldMakeThePasswordEnough_whenItIsTheLastFactor() {
    // given
    MfaUser mac = new MfaUser(node, "mac", "10.11.0.1").enrol();
    UUID id = mac.call(AuthOperations.GET_MFA, Empty.INSTANCE).factors().getFirst().id();
    // when
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> mac.call(AuthOperations.REMOVE_FACTOR, new IdRequest(Ids.next())));
    mac.call(AuthOperations.REMOVE_FACTOR, new IdRequest(id));
    // then
    assertThat(mac.login(null).accessToken()).isNotNull();
    MfaState state = mac.call(AuthOperations.GET_MFA, Empty.INSTANCE);
    assertThat(state).isEqualTo(new MfaState(List.of(), 0));
    refusedWith(ErrorCode.CONFLICT, () -> mac.stepUp("123456"));
    refusedWith(
        ErrorCode.CONFLICT, () -> mac.call(AuthOperations.RENEW_RECOVERY_CODES, Empty.INSTANCE));
  }

  @Test
  void reset_shouldRemoveFactorsAndEndSessions_whenAnAdministratorAsks() {
    // given
    MfaUser lost = new MfaUser(node, "lost", "10.12.0.1").enrol();
    IdRequest request = new IdRequest(lost.user.id());
    // when
    refusedWith(ErrorCode.FORBIDDEN, () -> lost.call(AuthOperations.RESET_MFA, request));
    MfaUser foreign = administrator(Ids.next(), "eve", "10.13.0.1", "*");
    refusedWith(ErrorCode.NOT_FOUND, () -> foreign.call(AuthOperations.RESET_MFA, request));
    MfaUser lesser = administrator(Ids.DEFAULT_ORGANIZATION, "less", "10.14.1.1", "user:write");
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> lesser.call(AuthOperations.RESET_MFA, request));
    administrator(Ids.DEFAULT_ORGANIZATION, "boss", "10.14.0.1", "*")
        .call(AuthOperations.RESET_MFA, request);
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(lost.accessToken));
    assertThat(lost.login(null).accessToken()).isNotNull();
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'mfa.reset'"
                    + " AND envelope->>'resourceId' = $1",
                lost.user.id().toString()))
        .isEqualTo(1);
  }

  private static MfaUser administrator(
      UUID organization, String name, String address, String permission) {
    return new MfaUser(
        node,
        new Principal(
            Ids.next(), name, organization, true, List.of("manager"), List.of(permission)),
        address);
  }

  private static void confirm(MfaUser user, String code) {
    user.call(AuthOperations.CONFIRM_TOTP, new ShowCode(new SecretText(code), user.client));
  }

  private static OpsException refusal(Runnable call) {
    return catchThrowableOfType(OpsException.class, call::run);
  }

  private static String challenge(OpsException refusal) {
    return (String) refusal.extensions().get("challenge");
  }

  private static int sessionsOf(MfaUser user) {
    return node.count("SELECT count(*)::int FROM sessions WHERE user_id = $1", user.user.id());
  }

  private static void nextStep() {
    node.clock.forward(STEP);
  }
}
