package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.JudgePassword;
import io.opsconductor.contracts.auth.PasswordRule;
import io.opsconductor.contracts.auth.PasswordStrength;
import io.opsconductor.contracts.auth.PasswordWeakness;
import io.opsconductor.contracts.auth.RenewPassword;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ReplacePasswordIT {
  private static final SecretText WRONG = new SecretText("not the right one");
  private static final SecretText SECOND = new SecretText("a kettle full of winter");
  private static final SecretText THIRD = new SecretText("eleven owls on a train");
  private static final SecretText FOURTH = new SecretText("the tide forgets its hat");

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode(Map.of("password_history", 3, "password_expires_days", 30));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void change_shouldEndOtherSessions_whenThePresentPasswordIsRight() {
    // given
    node.user("anton");
    TokenPair here = node.login("anton", PASSWORD);
    TokenPair there = node.login("anton", PASSWORD);
    // when
    change(here, PASSWORD, SECOND);
    // then
    assertThat(node.context(here).username()).isEqualTo("anton");
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(there));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("anton", PASSWORD));
    assertThat(node.login("anton", SECOND).accessToken()).isNotNull();
  }

  @Test
  void change_shouldChangeNothing_whenItIsRefused() {
    // given
    node.user("berta");
    TokenPair pair = node.login("berta", PASSWORD);
    // when, then
    refusedWith(ErrorCode.WRONG_PASSWORD, () -> change(pair, WRONG, SECOND));
    refusedWith(
        ErrorCode.WEAK_PASSWORD, () -> change(pair, PASSWORD, new SecretText("berta-berta-1")));
    refusedWith(ErrorCode.PASSWORD_REUSED, () -> change(pair, PASSWORD, PASSWORD));
    assertThat(node.context(pair).username()).isEqualTo("berta");
    assertThat(node.login("berta", PASSWORD).accessToken()).isNotNull();
  }

  @Test
  void change_shouldBeSlowedDown_whenThePresentPasswordIsGuessed() {
    // given
    node.user("cesar");
    TokenPair pair = node.login("cesar", PASSWORD);
    IntStream.range(0, 4)
        .forEach(i -> refusedWith(ErrorCode.WRONG_PASSWORD, () -> change(pair, WRONG, SECOND)));
    // when
    node.harness
        .db()
        .execute(
            "UPDATE sign_in_tallies SET failures = 14 WHERE key LIKE 'pair:%' AND failures = 4");
    // then
    refusedWith(ErrorCode.SIGN_IN_SLOWED, () -> change(pair, PASSWORD, SECOND));
    refusedWith(ErrorCode.SIGN_IN_SLOWED, () -> node.login("cesar", PASSWORD, from("10.1.0.1")));
    assertThat(node.context(pair).username()).isEqualTo("cesar");
  }

  @Test
  void change_shouldRefuseTheLastOnes_whenThatIsConfigured() {
    // given
    node.user("doro");
    TokenPair pair = node.login("doro", PASSWORD);
    change(pair, PASSWORD, SECOND);
    change(pair, SECOND, THIRD);
    // when, then
    refusedWith(ErrorCode.PASSWORD_REUSED, () -> change(pair, THIRD, PASSWORD));
    change(pair, THIRD, FOURTH);
    change(pair, FOURTH, PASSWORD);
    assertThat(
            node.count(
                "SELECT count(*)::int FROM password_history WHERE user_id = $1",
                node.context(pair).userId()))
        .isEqualTo(2);
  }

  @Test
  void renew_shouldLetIn_whenThePasswordHasExpired() {
    // given
    Principal emmy = node.user("emmy");
    TokenPair before = node.login("emmy", PASSWORD);
    node.harness
        .db()
        .execute(
            "UPDATE passwords SET changed_at = now() - interval '31 days' WHERE user_id = $1",
            emmy.id());
    refusedWith(ErrorCode.PASSWORD_EXPIRED, () -> node.login("emmy", PASSWORD));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("emmy", WRONG));
    // when
    refusedWith(ErrorCode.PASSWORD_REUSED, () -> renew("emmy", PASSWORD, PASSWORD));
    renew("emmy", PASSWORD, SECOND);
    // then
    assertThat(node.login("emmy", SECOND).accessToken()).isNotNull();
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(before));
  }

  @Test
  void renew_shouldAnswerAsASignIn_whenNobodyMaySignIn() {
    // given
    node.user("franz");
    Principal off = node.user("foff");
    node.users.put(off.id(), AuthNode.principal(off.id(), "foff", false));
    // when, then
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> renew("franz", WRONG, SECOND));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> renew("f-nobody", PASSWORD, SECOND));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> renew("foff", PASSWORD, SECOND));
  }

  @Test
  void judge_shouldSayWhyNot_whenThePasswordIsWeak() {
    // given
    node.user("gerda.gerdasson");
    TestClient gerda = as(node.login("gerda.gerdasson", PASSWORD));
    // when
    PasswordStrength own =
        gerda.call(
            AuthOperations.JUDGE_PASSWORD,
            new JudgePassword(new SecretText("gerda.gerdasson1"), null));
    PasswordStrength anothers =
        gerda.call(
            AuthOperations.JUDGE_PASSWORD,
            new JudgePassword(new SecretText("gerda.gerdasson1"), "hugo"));
    // then
    assertThat(own.accepted()).isFalse();
    assertThat(own.weaknesses())
        .extracting(PasswordWeakness::rule)
        .containsExactly(PasswordRule.NAME);
    assertThat(anothers.accepted()).isTrue();
    assertThat(anothers.weaknesses()).isEmpty();
  }

  @Test
  void renew_shouldAskForTheSecondFactor_whenThereIsOne() {
    // given
    MfaUser user = new MfaUser(node, "ingo", "10.3.0.1").enrol();
    String code = user.code(1);
    // when, then
    OpsException due = catchThrowableOfType(OpsException.class, () -> renew(user, null, SECOND));
    assertThat(due.code()).isEqualTo("mfa_required");
    assertThat(due.extensions()).containsOnlyKeys("factors");
    refusedWith(ErrorCode.BAD_CODE, () -> renew(user, user.wrongCode(), SECOND));
    refusedWith(ErrorCode.WEAK_PASSWORD, () -> renew(user, code, new SecretText("short")));
    assertThat(node.context(user.pair).username()).isEqualTo("ingo");
    renew(user, code, SECOND);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(user.pair));
    refusedWith(ErrorCode.MFA_REQUIRED, () -> node.login("ingo", SECOND, user.client));
  }

  private static void renew(MfaUser user, String code, SecretText next) {
    node.asGateway(
        AuthOperations.RENEW_PASSWORD,
        new RenewPassword(
            user.user.username(),
            PASSWORD,
            next,
            code == null ? null : new SecretText(code),
            user.client));
  }

  private static void change(TokenPair pair, SecretText current, SecretText next) {
    as(pair)
        .call(AuthOperations.CHANGE_PASSWORD, new ChangePassword(current, next, from("10.1.0.1")));
  }

  private static void renew(String username, SecretText current, SecretText next) {
    node.asGateway(
        AuthOperations.RENEW_PASSWORD,
        new RenewPassword(username, current, next, null, from("10.2.0.1")));
  }

  private static TestClient as(TokenPair pair) {
    return node.harness.bearing(node.context(pair).token().reveal());
  }

  private static SessionClient from(String address) {
    return new SessionClient(null, address);
  }
}
