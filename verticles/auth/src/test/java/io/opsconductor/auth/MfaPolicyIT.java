package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.auth.mfa.Totp;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.JudgePassword;
import io.opsconductor.contracts.auth.MfaPolicies;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.auth.SetMfaPolicy;
import io.opsconductor.contracts.auth.SetUserMfaPolicy;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each test has an organization of its own. The configuration asks administrators alone. */
class MfaPolicyIT {
  private static final SetMfaPolicy NOTHING = new SetMfaPolicy(null);
  private static final SetMfaPolicy OPTIONAL = new SetMfaPolicy(MfaPolicy.OPTIONAL);
  private static final SetMfaPolicy REQUIRED = new SetMfaPolicy(MfaPolicy.REQUIRED);

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode(Map.of("mfa_policy", "required_for_admins"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void session_shouldOnlyEnrol_whenAFactorIsRequiredAndThereIsNone() {
    // given
    MfaUser root = user(Ids.next(), "root", "10.20.0.1", "*");
    // when
    TokenPair in = root.login(null);
    // then
    assertThat(in.mfaEnrolmentRequired()).isTrue();
    assertThat(node.context(in).permissions()).isEmpty();
    assertThat(node.context(in).mustEnrol()).isTrue();
    refusedWith(ErrorCode.MFA_ENROLMENT_REQUIRED, () -> judge(root));
    refusedWith(
        ErrorCode.MFA_ENROLMENT_REQUIRED,
        () -> root.call(AuthOperations.SET_OWN_MFA_POLICY, NOTHING));
    root.call(AuthOperations.LIST_SESSIONS, PageRequest.first());
    root.refresh();
    refusedWith(ErrorCode.MFA_ENROLMENT_REQUIRED, () -> judge(root));
    root.enrol();
    assertThat(node.context(root.accessToken).permissions()).containsExactly("*");
    assertThat(judge(root)).isTrue();
  }

  @Test
  void session_shouldShowTheFactorFirst_whenItBeganWhenNoneWasAsked() {
    // given
    UUID organization = Ids.next();
    MfaUser boss = user(organization, "chefin", "10.26.0.1", "mfa-policy:write", "job:run");
    boss.enrol();
    boss.call(AuthOperations.SET_MFA_POLICY, new SetMfaPolicy(MfaPolicy.DISABLED));
    boss.goOnWith(boss.login(null));
    assertThat(judge(boss)).isTrue();
    // when
    boss.call(AuthOperations.SET_MFA_POLICY, REQUIRED);
    // then
    assertThat(node.context(boss.accessToken).permissions()).isEmpty();
    refusedWith(ErrorCode.MFA_ENROLMENT_REQUIRED, () -> judge(boss));
    refusedWith(
        ErrorCode.STEP_UP_REQUIRED, () -> boss.call(AuthOperations.BEGIN_TOTP, Empty.INSTANCE));
    node.clock.forward(Duration.ofSeconds(Totp.STEP_SECONDS));
    boss.stepUp(boss.code(0));
    assertThat(judge(boss)).isTrue();
  }

  @Test
  void policy_shouldCountAtOnce_whenTheOrganizationChangesIt() {
    // given
    UUID organization = Ids.next();
    MfaUser boss = user(organization, "chief", "10.21.0.1", "mfa-policy:write", "user:write");
    boss.enrol();
    MfaUser ann = user(organization, "annika", "10.21.1.1", "user:write");
    assertThat(judge(ann)).isTrue();
    // when
    MfaPolicies said = boss.call(AuthOperations.SET_MFA_POLICY, REQUIRED);
    // then
    assertThat(said.effective()).isEqualTo(MfaPolicy.REQUIRED);
    assertThat(said.system()).isEqualTo(MfaPolicy.REQUIRED_FOR_ADMINS);
    refusedWith(ErrorCode.MFA_ENROLMENT_REQUIRED, () -> judge(ann));
    boss.call(
        AuthOperations.SET_USER_MFA_POLICY,
        new SetUserMfaPolicy(ann.user.id(), MfaPolicy.OPTIONAL));
    assertThat(judge(ann)).isTrue();
    refusedWith(
        ErrorCode.NOT_FOUND,
        () ->
            boss.call(
                AuthOperations.SET_USER_MFA_POLICY,
                new SetUserMfaPolicy(Ids.ADMIN_USER, MfaPolicy.DISABLED)));
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'mfa.policy_set'"
                    + " AND envelope->>'organizationId' = $1"
                    + " AND envelope->'data'->'after'->>'policy' = 'required'",
                organization.toString()))
        .isEqualTo(1);
  }

  @Test
  void setOwn_shouldBeRefused_whenItIsLessThanTheOthersAsk() {
    // given
    UUID organization = Ids.next();
    MfaUser boss = user(organization, "chef", "10.22.0.1", "mfa-policy:write").enrol();
    MfaUser max = user(organization, "maxime", "10.22.1.1", "job:run");
    max.call(AuthOperations.SET_OWN_MFA_POLICY, OPTIONAL);
    // when
    boss.call(AuthOperations.SET_MFA_POLICY, REQUIRED);
    max.enrol();
    // then
    refusedWith(ErrorCode.FORBIDDEN, () -> max.call(AuthOperations.SET_OWN_MFA_POLICY, OPTIONAL));
    MfaPolicies said = max.call(AuthOperations.GET_MFA_POLICIES, Empty.INSTANCE);
    assertThat(said)
        .isEqualTo(
            new MfaPolicies(
                MfaPolicy.REQUIRED,
                MfaPolicy.REQUIRED_FOR_ADMINS,
                MfaPolicy.REQUIRED,
                null,
                MfaPolicy.OPTIONAL));
    refusedWith(ErrorCode.FORBIDDEN, () -> max.call(AuthOperations.SET_MFA_POLICY, OPTIONAL));
  }

  @Test
  void login_shouldAskNothing_whenThePolicyIsDisabled() {
    // given
    UUID organization = Ids.next();
    MfaUser boss = user(organization, "cher", "10.23.0.1", "mfa-policy:write").enrol();
    node.clock.forward(Duration.ofSeconds(Totp.STEP_SECONDS));
    // when
    boss.call(AuthOperations.SET_MFA_POLICY, new SetMfaPolicy(MfaPolicy.DISABLED));
    // then
    boss.goOnWith(boss.login(null));
    refusedWith(
        ErrorCode.MFA_UNAVAILABLE, () -> boss.call(AuthOperations.BEGIN_TOTP, Empty.INSTANCE));
    boss.call(AuthOperations.SET_MFA_POLICY, NOTHING);
    refusedWith(ErrorCode.MFA_REQUIRED, () -> boss.login(null));
  }

  @Test
  void setOfUser_shouldBeRefused_whenItIsLessThanAskedOfOneselfOrOfWhoMayMore() {
    // given
    UUID organization = Ids.next();
    Principal boss = node.person(organization, "mfa-policy:write", "user:write");
    Principal other = node.person(organization, "mfa-policy:write", "user:write", "job:run");
    Principal clerk = node.person(organization, "user:write");
    Principal plain = node.person(organization);
    TestClient asClerk = node.session(clerk);
    // when, then
    for (MfaPolicy policy : List.of(MfaPolicy.DISABLED, MfaPolicy.REQUIRED)) {
      refusedWith(ErrorCode.MORE_THAN_OWN, () -> setOf(asClerk, boss, policy));
    }
    refusedWith(ErrorCode.FORBIDDEN, () -> setOf(asClerk, clerk, MfaPolicy.DISABLED));
    refusedWith(ErrorCode.FORBIDDEN, () -> setOf(asClerk, plain, MfaPolicy.DISABLED));
    setOf(asClerk, plain, MfaPolicy.REQUIRED);
    setOf(asClerk, plain, null);
    setOf(asClerk, clerk, MfaPolicy.REQUIRED);
    MfaUser chief = user(organization, "cleo", "10.24.0.1", "mfa-policy:write", "user:write");
    chief.enrol();
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            chief.call(
                AuthOperations.SET_USER_MFA_POLICY,
                new SetUserMfaPolicy(chief.user.id(), MfaPolicy.OPTIONAL)));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            chief.call(
                AuthOperations.SET_USER_MFA_POLICY,
                new SetUserMfaPolicy(other.id(), MfaPolicy.OPTIONAL)));
    chief.call(
        AuthOperations.SET_USER_MFA_POLICY, new SetUserMfaPolicy(plain.id(), MfaPolicy.DISABLED));
  }

  private static MfaPolicies setOf(TestClient as, Principal user, MfaPolicy policy) {
    return as.call(AuthOperations.SET_USER_MFA_POLICY, new SetUserMfaPolicy(user.id(), policy));
  }

  private static boolean judge(MfaUser user) {
    return user.call(
            AuthOperations.JUDGE_PASSWORD,
            new JudgePassword(new SecretText("a kettle full of winter"), null))
        .accepted();
  }

  private static MfaUser user(
      UUID organization, String name, String address, String... permissions) {
    return new MfaUser(
        node,
        new Principal(Ids.next(), name, organization, true, List.of("some"), List.of(permissions)),
        address);
  }
}
