package io.opsconductor.auth;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.auth.mfa.SecondStep;
import io.opsconductor.auth.password.NewPassword;
import io.opsconductor.auth.password.PasswordCheck;
import io.opsconductor.auth.password.PasswordPolicy;
import io.opsconductor.auth.password.PasswordRow;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.JudgePassword;
import io.opsconductor.contracts.auth.PasswordStrength;
import io.opsconductor.contracts.auth.PasswordWeakness;
import io.opsconductor.contracts.auth.RenewPassword;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Gives people another password for the present one, which is guessed no faster here than at the
 * sign-in. Their sessions end, but for the one that asks.
 */
final class ReplacePassword {
  private final PasswordCheck check;
  private final NewPassword newPassword;
  private final PrincipalClient principals;
  private final SecondStep secondStep;

  ReplacePassword(
      PasswordCheck check,
      NewPassword newPassword,
      PrincipalClient principals,
      SecondStep secondStep) {
    this.check = check;
    this.newPassword = newPassword;
    this.principals = principals;
    this.secondStep = secondStep;
  }

  /**
   * Of the caller. The proof counts before the new password is judged: whoever knows the present
   * one and is told that the new one is weak, tries again. A wrong one is no {@code 401}: the
   * session is good, and goes on.
   */
  Empty change(ChangePassword request, Call call) {
    PasswordCheck.Told told = check.ofCaller(request.currentPassword(), request.client(), call);
    check.passed(told.attempt());
    replace(told.proved().orElseThrow(), request.newPassword(), call.user().sessionId(), call);
    return Empty.INSTANCE;
  }

  /** Of somebody without a session; answered as a sign-in is, whoever it is. */
  Empty renew(RenewPassword request, Call call) {
    PasswordCheck.Told told =
        check.look(request.username(), request.currentPassword(), request.client());
    Principal user =
        told.proved()
            .flatMap(row -> principals.find(row.userId(), call))
            .orElseThrow(() -> check.refused(told, SignIn.badCredentials()));
    // First what costs nobody a code; what is told of former passwords only after it.
    PasswordPolicy.check(user.username(), request.newPassword(), "newPassword");
    if (!secondStep.show(user, told.attempt(), request.otp(), call)) {
      check.passed(told.attempt());
    }
    replace(told.proved().orElseThrow(), request.newPassword(), null, call);
    return Empty.INSTANCE;
  }

  /** Says what the policy says; nothing is kept. */
  PasswordStrength judge(JudgePassword request, Call call) {
    String username =
        request.username() == null || request.username().isEmpty()
            ? call.user().username()
            : request.username();
    List<PasswordWeakness> found = PasswordPolicy.weaknesses(username, request.password());
    return new PasswordStrength(found.isEmpty(), found);
  }

  private void replace(PasswordRow row, SecretText password, UUID session, Call call) {
    newPassword.replace(
        row,
        password,
        new NewPassword.Circumstances(session, Map.of("changed", true), tx -> {}),
        call);
  }
}
