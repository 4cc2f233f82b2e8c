package io.opsconductor.auth;

import io.opsconductor.auth.external.LinkedIdentities;
import io.opsconductor.auth.keys.RotateKeys;
import io.opsconductor.auth.keys.ServiceKeys;
import io.opsconductor.auth.mail.MailedLinks;
import io.opsconductor.auth.mfa.EmailCodes;
import io.opsconductor.auth.mfa.EnrolPasskey;
import io.opsconductor.auth.mfa.EnrolTotp;
import io.opsconductor.auth.mfa.ManageFactors;
import io.opsconductor.auth.mfa.MfaRules;
import io.opsconductor.auth.mfa.SecondStep;
import io.opsconductor.auth.mfa.StepUp;
import io.opsconductor.auth.oidc.OidcSignIn;
import io.opsconductor.auth.password.StorePassword;
import io.opsconductor.auth.session.ReadSessions;
import io.opsconductor.auth.session.RefreshSession;
import io.opsconductor.auth.session.RevokeSessions;
import io.opsconductor.auth.session.SignOut;
import io.opsconductor.auth.tokens.EndAccountTokens;
import io.opsconductor.auth.tokens.MakeToken;
import io.opsconductor.auth.tokens.ReadTokens;
import io.opsconductor.auth.tokens.RevokeToken;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.platform.bus.OperationServer;
import io.opsconductor.platform.group.GroupContext;
import io.opsconductor.platform.group.ServiceVerticle;

/** The bus edge of auth. */
final class AuthVerticle extends ServiceVerticle {
  private final UseCases useCases;

  /** What the verticle serves; its instances share it. */
  record UseCases(
      SignIn signIn,
      SignInByPasskey signInByPasskey,
      RefreshSession refreshSession,
      SignOut signOut,
      ReadSessions readSessions,
      RevokeSessions revokeSessions,
      IssueUserContext issueUserContext,
      StorePassword storePassword,
      ForgetUsers forgetUsers,
      ReplacePassword replacePassword,
      ServiceKeys serviceKeys,
      LinkedIdentities identities,
      KeepDenials keepDenials,
      OidcSignIn oidc,
      TokenUseCases tokens,
      SecondStep secondStep,
      EmailCodes emailCodes,
      EnrolTotp enrolTotp,
      EnrolPasskey enrolPasskey,
      ManageFactors manageFactors,
      StepUp stepUp,
      MfaRules mfaRules,
      MailedLinks mail) {}

  /** What concerns API tokens. */
  record TokenUseCases(
      MakeToken make,
      ReadTokens read,
      RevokeToken revoke,
      EndAccountTokens endOfAccount,
      InspectTokens inspect,
      RotateKeys rotate) {
    private void serve(OperationServer server) {
      server.serve(AuthOperations.CREATE_TOKEN, make::own);
      server.serve(AuthOperations.LIST_TOKENS, read::own);
      server.serve(AuthOperations.LIST_USER_TOKENS, read::ofUser);
      server.serve(AuthOperations.CREATE_ACCOUNT_TOKEN, make::ofAccount);
      server.serve(AuthOperations.LIST_ACCOUNT_TOKENS, read::ofAccount);
      server.serve(AuthOperations.END_ACCOUNT_TOKENS, endOfAccount::handle);
      server.serve(AuthOperations.GET_TOKEN, read::one);
      server.serve(AuthOperations.REVOKE_TOKEN, revoke::handle);
      server.serve(AuthOperations.TOKEN_LIMITS, read::limits);
      server.serve(AuthOperations.INSPECT_TOKEN, inspect::inspect);
      server.serve(AuthOperations.TOKEN_PERMISSIONS, inspect::permissions);
      server.serve(AuthOperations.ROTATE_KEYS, rotate::handle);
    }
  }

  AuthVerticle(GroupContext group, UseCases useCases) {
    super(group);
    this.useCases = useCases;
  }

  @Override
  protected void serve(OperationServer server) {
    server.serve(AuthOperations.LOGIN, useCases.signIn::handle);
    server.serve(AuthOperations.ASK_ANY_PASSKEY, useCases.signInByPasskey::ask);
    server.serve(AuthOperations.LOGIN_BY_PASSKEY, useCases.signInByPasskey::handle);
    server.serve(AuthOperations.REFRESH, useCases.refreshSession::handle);
    server.serve(AuthOperations.LOGOUT, useCases.signOut::handle);
    server.serve(AuthOperations.LOGOUT_BY_TOKEN, useCases.signOut::byToken);
    server.serve(AuthOperations.LIST_SESSIONS, useCases.readSessions::own);
    server.serve(AuthOperations.LIST_USER_SESSIONS, useCases.readSessions::ofUser);
    server.serve(AuthOperations.END_SESSION, useCases.revokeSessions::one);
    server.serve(AuthOperations.END_SESSIONS, useCases.revokeSessions::own);
    server.serve(AuthOperations.END_USER_SESSIONS, useCases.revokeSessions::ofUser);
    server.serve(AuthOperations.REVOKE_USER_SESSIONS, useCases.revokeSessions::ofUser);
    server.serve(AuthOperations.SIGN_OUT_USER, useCases.revokeSessions::ofDisabled);
    server.serve(AuthOperations.ISSUE_CONTEXT, useCases.issueUserContext::handle);
    server.serve(AuthOperations.ISSUE_UNATTENDED_CONTEXT, useCases.issueUserContext::unattended);
    server.serve(AuthOperations.SET_PASSWORD, useCases.storePassword::handle);
    server.serve(AuthOperations.FORGET_USER, useCases.forgetUsers::handle);
    server.serve(AuthOperations.CHANGE_PASSWORD, useCases.replacePassword::change);
    server.serve(AuthOperations.RENEW_PASSWORD, useCases.replacePassword::renew);
    server.serve(AuthOperations.JUDGE_PASSWORD, useCases.replacePassword::judge);
    server.serve(AuthOperations.VERIFY_MFA, useCases.secondStep::verify);
    server.serve(AuthOperations.ENROL_EMAIL_CODES, useCases.emailCodes::enrol);
    server.serve(AuthOperations.MAIL_CODE, useCases.emailCodes::atSignIn);
    server.serve(AuthOperations.MAIL_STEP_UP_CODE, useCases.emailCodes::forStepUp);
    server.serve(AuthOperations.GET_MFA, useCases.manageFactors::state);
    server.serve(AuthOperations.BEGIN_TOTP, useCases.enrolTotp::begin);
    server.serve(AuthOperations.CONFIRM_TOTP, useCases.enrolTotp::confirm);
    server.serve(AuthOperations.BEGIN_PASSKEY, useCases.enrolPasskey::begin);
    server.serve(AuthOperations.REGISTER_PASSKEY, useCases.enrolPasskey::register);
    server.serve(AuthOperations.ASK_PASSKEY, useCases.secondStep::askPasskey);
    server.serve(AuthOperations.VERIFY_PASSKEY, useCases.secondStep::verifyPasskey);
    server.serve(AuthOperations.ASK_STEP_UP_PASSKEY, useCases.stepUp::askPasskey);
    server.serve(AuthOperations.STEP_UP_PASSKEY, useCases.stepUp::byPasskey);
    server.serve(AuthOperations.RENAME_FACTOR, useCases.manageFactors::rename);
    server.serve(AuthOperations.REMOVE_FACTOR, useCases.manageFactors::remove);
    server.serve(AuthOperations.RENEW_RECOVERY_CODES, useCases.manageFactors::renewRecoveryCodes);
    server.serve(AuthOperations.STEP_UP, useCases.stepUp::handle);
    server.serve(AuthOperations.GET_MFA_POLICIES, useCases.mfaRules::show);
    server.serve(AuthOperations.SET_MFA_POLICY, useCases.mfaRules::setOfOrganization);
    server.serve(AuthOperations.SET_USER_MFA_POLICY, useCases.mfaRules::setOfUser);
    server.serve(AuthOperations.SET_OWN_MFA_POLICY, useCases.mfaRules::setOwn);
    server.serve(AuthOperations.RESET_MFA, useCases.manageFactors::reset);
    server.serve(AuthOperations.RECORD_DENIALS, useCases.keepDenials::handle);
    server.serve(AuthOperations.ANNOUNCE_KEY, useCases.serviceKeys::announce);
    server.serve(AuthOperations.LIST_KEYS, useCases.serviceKeys::list);
    useCases.tokens.serve(server);
    useCases.identities.serve(server);
    useCases.mail.serve(server);
    useCases.oidc.serve(server);
  }
}
