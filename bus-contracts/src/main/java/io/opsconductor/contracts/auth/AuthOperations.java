package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Assurance;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.Hint;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.PageRequest;
import java.time.Duration;

/** Operations of the group {@code auth}. */
public final class AuthOperations {
  /** A provider is asked up to three times meanwhile. */
  private static final Duration SSO_TIMEOUT = Duration.ofSeconds(25);

  /** A mail server has 20 s to take a mail. */
  private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(25);

  private AuthOperations() {}

  /**
   * Begins a session; {@code mfa_required} when a second factor is due that the request does not
   * show, with a {@code challenge} for {@link #VERIFY_MFA}.
   */
  public static final Operation<LoginRequest, TokenPair> LOGIN =
      Operation.once(
          "ops.auth.v1.session.login",
          LoginRequest.class,
          TokenPair.class,
          Access.services("gateway"));

  /** Rotates: the old refresh token is used up. Using it again ends the session. */
  public static final Operation<RefreshRequest, TokenPair> REFRESH =
      Operation.once(
          "ops.auth.v1.session.refresh",
          RefreshRequest.class,
          TokenPair.class,
          Access.services("gateway"));

  /** Ends the caller's session. */
  public static final Operation<Empty, Empty> LOGOUT =
      Operation.idempotent(
              "ops.auth.v1.session.logout", Empty.class, Empty.class, Access.ownSession())
          .with(Assurance.ANY);

  /**
   * Ends the session of a refresh token, be it one that was used up, for a browser that has nothing
   * else left of it. Without a session of it the answer names none.
   */
  public static final Operation<RefreshRequest, SessionEnded> LOGOUT_BY_TOKEN =
      Operation.idempotent(
          "ops.auth.v1.session.logout-by-token",
          RefreshRequest.class,
          SessionEnded.class,
          Access.services("gateway"));

  /** The caller's sessions that go on, newest first. */
  public static final Operation<PageRequest, SessionPage> LIST_SESSIONS =
      Operation.idempotent(
              "ops.auth.v1.session.list", PageRequest.class, SessionPage.class, Access.ownSession())
          .with(Assurance.ANY);

  /**
   * Ends one of the caller's sessions, the present one too. One that is at its end already stays
   * so; {@code not_found} for one of somebody else.
   */
  public static final Operation<IdRequest, Empty> END_SESSION =
      Operation.idempotent(
              "ops.auth.v1.session.end", IdRequest.class, Empty.class, Access.ownSession())
          .with(Assurance.ANY);

  /** Ends all of the caller's sessions, or all others. */
  public static final Operation<EndSessions, SessionsEnded> END_SESSIONS =
      Operation.idempotent(
              "ops.auth.v1.session.end-all",
              EndSessions.class,
              SessionsEnded.class,
              Access.ownSession())
          .with(Assurance.ANY);

  /** Sessions of a user that go on; {@code not_found} for a user of another organization. */
  public static final Operation<ListUserSessions, SessionPage> LIST_USER_SESSIONS =
      Operation.idempotent(
          "ops.auth.v1.user-session.list",
          ListUserSessions.class,
          SessionPage.class,
          Access.permission("session:read"));

  /** Ends all sessions of a user; {@code not_found} for a user of another organization. */
  public static final Operation<IdRequest, SessionsEnded> END_USER_SESSIONS =
      Operation.idempotent(
          "ops.auth.v1.user-session.end-all",
          IdRequest.class,
          SessionsEnded.class,
          Access.permission("session:end"));

  /** The same for whoever disables a user. */
  public static final Operation<IdRequest, SessionsEnded> REVOKE_USER_SESSIONS =
      Operation.idempotent(
          "ops.auth.v1.user-session.revoke",
          IdRequest.class,
          SessionsEnded.class,
          Access.permission("user:write"));

  /**
   * In exchange for an access token or an API token. Refused with {@code unauthenticated} once the
   * session or the token has ended or the user may no longer sign in; {@code sign_in_slowed} when
   * too many API tokens from the client's network were unknown.
   */
  public static final Operation<IssueContext, IssuedContext> ISSUE_CONTEXT =
      Operation.idempotent(
          "ops.auth.v1.context.issue",
          IssueContext.class,
          IssuedContext.class,
          Access.services("gateway"));

  /**
   * For who is not there to ask: a context of a user or service account with what it may do now,
   * without a session. {@code not_found} when there is none, {@code forbidden} once it may no
   * longer sign in.
   */
  public static final Operation<IdRequest, IssuedContext> ISSUE_UNATTENDED_CONTEXT =
      Operation.idempotent(
          "ops.auth.v1.context.issue-unattended",
          IdRequest.class,
          IssuedContext.class,
          Access.services("schedules"));

  /**
   * Gives the caller an API token; {@code too_many_tokens}. Its text is told here and never again.
   */
  public static final Operation<CreateToken, TokenCreated> CREATE_TOKEN =
      Operation.once(
              "ops.auth.v1.token.create",
              CreateToken.class,
              TokenCreated.class,
              Access.ownSession())
          .with(Assurance.FRESH);

  /** The caller's API tokens that were not revoked, newest first. */
  public static final Operation<PageRequest, TokenPage> LIST_TOKENS =
      Operation.idempotent(
          "ops.auth.v1.token.list", PageRequest.class, TokenPage.class, Access.ownSession());

  /**
   * One of the caller's, the one that asks, one of a service account with {@code
   * service-account:read}, or with {@code token:read} any of the organization's; {@code not_found}
   * for others.
   */
  public static final Operation<IdRequest, TokenView> GET_TOKEN =
      Operation.idempotent(
          "ops.auth.v1.token.get", IdRequest.class, TokenView.class, Access.anyUser());

  /**
   * Ends one of the caller's, the one that asks, one of a service account that the caller manages,
   * or with {@code token:revoke} any of the organization's; {@code not_found} for others. One that
   * is revoked already stays so.
   */
  public static final Operation<IdRequest, Empty> REVOKE_TOKEN =
      Operation.idempotent(
          "ops.auth.v1.token.revoke", IdRequest.class, Empty.class, Access.anyUser());

  /** API tokens of a user that were not revoked; {@code not_found} for one of elsewhere. */
  public static final Operation<ListUserTokens, TokenPage> LIST_USER_TOKENS =
      Operation.idempotent(
          "ops.auth.v1.user-token.list",
          ListUserTokens.class,
          TokenPage.class,
          Access.permission("token:read"));

  /**
   * Gives out an API token of a service account that the caller manages. Refused with {@code
   * more_than_own} when it would do what the caller may not, and {@code forbidden} without a
   * session, because it would outlive the token of the caller.
   */
  public static final Operation<CreateAccountToken, TokenCreated> CREATE_ACCOUNT_TOKEN =
      Operation.once(
              "ops.auth.v1.service-account-token.create",
              CreateAccountToken.class,
              TokenCreated.class,
              Access.permission("service-account:write"))
          .with(Assurance.FRESH);

  /** API tokens of a service account that were not revoked, newest first. */
  public static final Operation<ListAccountTokens, TokenPage> LIST_ACCOUNT_TOKENS =
      Operation.idempotent(
          "ops.auth.v1.service-account-token.list",
          ListAccountTokens.class,
          TokenPage.class,
          Access.permission("service-account:read"));

  /** Ends all API tokens of a service account that is no more. */
  public static final Operation<IdRequest, Empty> END_ACCOUNT_TOKENS =
      Operation.idempotent(
          "ops.auth.v1.service-account-token.end-all",
          IdRequest.class,
          Empty.class,
          Access.services("users"));

  public static final Operation<SetPassword, Empty> SET_PASSWORD =
      Operation.idempotent(
          "ops.auth.v1.password.set", SetPassword.class, Empty.class, Access.services("users"));

  /** For a user who was disabled: what was left of the sessions ends. */
  public static final Operation<SignOutUser, SessionsEnded> SIGN_OUT_USER =
      Operation.idempotent(
          "ops.auth.v1.user.sign-out",
          SignOutUser.class,
          SessionsEnded.class,
          Access.services("users"));

  /**
   * For a user that was removed, or whose making was given up: password, sessions, API tokens and
   * second factors go, and a password that comes late is refused. Asked twice it does no more.
   */
  public static final Operation<ForgetUser, Empty> FORGET_USER =
      Operation.idempotent(
          "ops.auth.v1.user.forget", ForgetUser.class, Empty.class, Access.services("users"));

  /**
   * Gives the caller another password and ends all other sessions. Refused with {@code
   * wrong_password}, {@code sign_in_slowed}, {@code weak_password} or {@code password_reused}.
   */
  public static final Operation<ChangePassword, Empty> CHANGE_PASSWORD =
      Operation.once(
              "ops.auth.v1.password.change", ChangePassword.class, Empty.class, Access.ownSession())
          .with(Assurance.FRESH);

  /**
   * The same for somebody without a session; who is not known is {@code bad_credentials}. Asks for
   * what a sign-in asks for: {@code mfa_required}, without a challenge, or {@code bad_code}.
   */
  public static final Operation<RenewPassword, Empty> RENEW_PASSWORD =
      Operation.once(
          "ops.auth.v1.password.renew",
          RenewPassword.class,
          Empty.class,
          Access.services("gateway"));

  public static final Operation<JudgePassword, PasswordStrength> JUDGE_PASSWORD =
      Operation.idempotent(
          "ops.auth.v1.password.judge",
          JudgePassword.class,
          PasswordStrength.class,
          Access.anyUser());

  /**
   * Ends a sign-in that a second factor was due for. Refused with {@code bad_code}, {@code
   * bad_challenge} or {@code sign_in_slowed}.
   */
  public static final Operation<VerifyMfa, TokenPair> VERIFY_MFA =
      Operation.once(
          "ops.auth.v1.mfa.verify", VerifyMfa.class, TokenPair.class, Access.services("gateway"));

  /** The OpenID providers with which people may sign in. */
  public static final Operation<Empty, SignInProviders> LIST_PROVIDERS =
      Operation.idempotent(
          "ops.auth.v1.sso.providers",
          Empty.class,
          SignInProviders.class,
          Access.services("gateway"));

  /**
   * Begins a sign-in with an OpenID provider; {@code not_found}. A provider that cannot be used now
   * is told in the address to which the browser goes.
   */
  public static final Operation<BeginSso, SsoBegun> BEGIN_SSO =
      Operation.once(
              "ops.auth.v1.sso.begin", BeginSso.class, SsoBegun.class, Access.services("gateway"))
          .withTimeout(SSO_TIMEOUT);

  /**
   * Ends it: with a session, with a challenge for a second factor, or with a reason in the address
   * to which the browser goes; {@code not_found} for a provider that is not known.
   */
  public static final Operation<FinishSso, SsoFinished> FINISH_SSO =
      Operation.once(
              "ops.auth.v1.sso.finish",
              FinishSso.class,
              SsoFinished.class,
              Access.services("gateway"))
          .withTimeout(SSO_TIMEOUT);

  /**
   * Begins the session of a program for which somebody has signed in with a browser; {@code
   * sso_expired}, {@code mfa_required}, {@code bad_code}, {@code sign_in_slowed}.
   */
  public static final Operation<RedeemSso, TokenPair> REDEEM_SSO =
      Operation.once(
          "ops.auth.v1.sso.redeem", RedeemSso.class, TokenPair.class, Access.services("gateway"));

  /** The caller's second factors. */
  public static final Operation<Empty, MfaState> GET_MFA =
      Operation.idempotent("ops.auth.v1.mfa.get", Empty.class, MfaState.class, Access.ownSession())
          .with(Assurance.ANY);

  /**
   * Makes a secret for an authenticator application. The one before, if there is one, goes on until
   * this is confirmed.
   */
  public static final Operation<Empty, TotpEnrolment> BEGIN_TOTP =
      Operation.once(
              "ops.auth.v1.totp.begin", Empty.class, TotpEnrolment.class, Access.ownSession())
          .with(Assurance.FRESH_OR_ENROLLING);

  /**
   * Makes the application count, with new recovery codes, and ends the caller's other sessions.
   * Refused with {@code wrong_code}, {@code sign_in_slowed}, or {@code conflict} when none was
   * begun.
   */
  public static final Operation<ShowCode, RecoveryCodes> CONFIRM_TOTP =
      Operation.once(
              "ops.auth.v1.totp.confirm", ShowCode.class, RecoveryCodes.class, Access.ownSession())
          .with(Assurance.FRESH_OR_ENROLLING);

  /** Removes one of the caller's factors; with the last one the recovery codes go. */
  public static final Operation<IdRequest, Empty> REMOVE_FACTOR =
      Operation.once("ops.auth.v1.factor.remove", IdRequest.class, Empty.class, Access.ownSession())
          .with(Assurance.FRESH);

  /** Ten other recovery codes for the caller; those before are good no more. */
  public static final Operation<Empty, RecoveryCodes> RENEW_RECOVERY_CODES =
      Operation.once(
              "ops.auth.v1.recovery-codes.renew",
              Empty.class,
              RecoveryCodes.class,
              Access.ownSession())
          .with(Assurance.FRESH);

  /**
   * The caller shows a second factor again. Refused with {@code wrong_code}, {@code
   * sign_in_slowed}, or {@code conflict} when there is none.
   */
  public static final Operation<ShowCode, FreshToken> STEP_UP =
      Operation.once(
              "ops.auth.v1.mfa.step-up", ShowCode.class, FreshToken.class, Access.ownSession())
          .with(Assurance.ANY);

  /** The accounts of external directories with which the caller signs in. */
  public static final Operation<Empty, IdentityPage> LIST_IDENTITIES =
      Operation.idempotent(
          "ops.auth.v1.identity.list", Empty.class, IdentityPage.class, Access.ownSession());

  /**
   * Takes one of them away, with all that it gave; {@code last_way_in} when the caller could not
   * sign in any more, {@code not_found} for one of somebody else.
   */
  public static final Operation<IdRequest, Empty> UNLINK_IDENTITY =
      Operation.idempotent(
              "ops.auth.v1.identity.unlink", IdRequest.class, Empty.class, Access.ownSession())
          .with(Assurance.FRESH);

  /** Those of a user; {@code not_found} for a user of another organization. */
  public static final Operation<IdRequest, IdentityPage> LIST_USER_IDENTITIES =
      Operation.idempotent(
          "ops.auth.v1.user-identity.list",
          IdRequest.class,
          IdentityPage.class,
          Access.permission("user:read"));

  /**
   * Takes one of a user's away, with all that it gave, and ends the user's sessions; {@code
   * not_found} for a user of another organization, {@code more_than_own} for one who may more than
   * the caller; of oneself as {@link #UNLINK_IDENTITY}.
   */
  public static final Operation<UserIdentity, Empty> UNLINK_USER_IDENTITY =
      Operation.idempotent(
              "ops.auth.v1.user-identity.unlink",
              UserIdentity.class,
              Empty.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /**
   * What a browser needs to make a passkey for the caller. Refused with {@code mfa_unavailable}, or
   * {@code too_many_passkeys}.
   */
  public static final Operation<Empty, PasskeyCreationOptions> BEGIN_PASSKEY =
      Operation.once(
              "ops.auth.v1.passkey.begin",
              Empty.class,
              PasskeyCreationOptions.class,
              Access.ownSession())
          .with(Assurance.FRESH_OR_ENROLLING);

  /**
   * Makes a passkey count; the first factor comes with recovery codes, and ends the caller's other
   * sessions. Refused with {@code wrong_passkey}, {@code too_many_passkeys}, or {@code conflict}
   * when it was registered before.
   */
  public static final Operation<RegisterPasskey, PasskeyAdded> REGISTER_PASSKEY =
      Operation.once(
              "ops.auth.v1.passkey.register",
              RegisterPasskey.class,
              PasskeyAdded.class,
              Access.ownSession())
          .with(Assurance.FRESH_OR_ENROLLING);

  /** Another name for one of the caller's passkeys; {@code conflict} for other factors. */
  public static final Operation<RenameFactor, MfaFactor> RENAME_FACTOR =
      Operation.idempotent(
              "ops.auth.v1.factor.rename", RenameFactor.class, MfaFactor.class, Access.ownSession())
          .with(Assurance.FRESH);

  /**
   * What a browser needs to show a passkey where a sign-in asks for a second factor. Refused with
   * {@code bad_challenge}, {@code mfa_unavailable}, or {@code conflict} when the user has none.
   */
  public static final Operation<AskPasskey, PasskeyRequestOptions> ASK_PASSKEY =
      Operation.once(
          "ops.auth.v1.passkey.ask",
          AskPasskey.class,
          PasskeyRequestOptions.class,
          Access.services("gateway"));

  /**
   * Ends a sign-in that a second factor was due for. Refused with {@code bad_passkey}, {@code
   * bad_challenge} or {@code sign_in_slowed}.
   */
  public static final Operation<VerifyPasskey, TokenPair> VERIFY_PASSKEY =
      Operation.once(
          "ops.auth.v1.passkey.verify",
          VerifyPasskey.class,
          TokenPair.class,
          Access.services("gateway"));

  /**
   * What a browser needs to show a passkey of whomever it has one of, to sign in with that alone.
   * Refused with {@code mfa_unavailable}.
   */
  public static final Operation<Empty, PasskeyRequestOptions> ASK_ANY_PASSKEY =
      Operation.idempotent(
          "ops.auth.v1.passkey.ask-any",
          Empty.class,
          PasskeyRequestOptions.class,
          Access.services("gateway"));

  /**
   * Begins a session for a passkey alone, whose authenticator made sure who uses it: that is a
   * second factor, too. Refused with {@code bad_passkey}, whatever is wrong with it or its user, or
   * {@code sign_in_slowed}.
   */
  public static final Operation<ShowPasskey, TokenPair> LOGIN_BY_PASSKEY =
      Operation.once(
          "ops.auth.v1.passkey.login",
          ShowPasskey.class,
          TokenPair.class,
          Access.services("gateway"));

  /** What a browser needs to show a passkey for {@link #STEP_UP_PASSKEY}. */
  public static final Operation<Empty, PasskeyRequestOptions> ASK_STEP_UP_PASSKEY =
      Operation.once(
              "ops.auth.v1.passkey.ask-step-up",
              Empty.class,
              PasskeyRequestOptions.class,
              Access.ownSession())
          .with(Assurance.ANY);

  /**
   * The caller shows a passkey again. Refused with {@code wrong_passkey} or {@code sign_in_slowed}.
   */
  public static final Operation<ShowPasskey, FreshToken> STEP_UP_PASSKEY =
      Operation.once(
              "ops.auth.v1.passkey.step-up",
              ShowPasskey.class,
              FreshToken.class,
              Access.ownSession())
          .with(Assurance.ANY);

  /**
   * Makes codes by mail the caller's second factor, as long as there is nothing stronger, with
   * recovery codes; ends the caller's other sessions. Refused with {@code mfa_unavailable}, or
   * {@code conflict} without a proved address or with another factor.
   */
  public static final Operation<Empty, FactorAdded> ENROL_EMAIL_CODES =
      Operation.once(
              "ops.auth.v1.email-code.enrol", Empty.class, FactorAdded.class, Access.ownSession())
          .with(Assurance.FRESH_OR_ENROLLING);

  /**
   * Mails a code to end a sign-in with {@link #VERIFY_MFA}. Refused with {@code bad_challenge},
   * {@code mfa_unavailable}, {@code conflict} when the user has no such factor, {@code
   * too_many_mails} or {@code mail_not_sent}.
   */
  public static final Operation<AskCode, CodeMailed> MAIL_CODE =
      Operation.once(
              "ops.auth.v1.email-code.ask",
              AskCode.class,
              CodeMailed.class,
              Access.services("gateway"))
          .withTimeout(MAIL_TIMEOUT);

  /** The same for {@link #STEP_UP}. */
  public static final Operation<Empty, CodeMailed> MAIL_STEP_UP_CODE =
      Operation.once(
              "ops.auth.v1.email-code.ask-step-up",
              Empty.class,
              CodeMailed.class,
              Access.ownSession())
          .withTimeout(MAIL_TIMEOUT)
          .with(Assurance.ANY);

  /** What the policies say of the caller. */
  public static final Operation<Empty, MfaPolicies> GET_MFA_POLICIES =
      Operation.idempotent(
              "ops.auth.v1.mfa-policy.get", Empty.class, MfaPolicies.class, Access.ownSession())
          .with(Assurance.ANY);

  /** What the caller's organization says. {@code mfa_unavailable} when nobody could obey it. */
  public static final Operation<SetMfaPolicy, MfaPolicies> SET_MFA_POLICY =
      Operation.idempotent(
              "ops.auth.v1.mfa-policy.set",
              SetMfaPolicy.class,
              MfaPolicies.class,
              Access.permission("mfa-policy:write"))
          .with(Assurance.FRESH);

  /**
   * What is said of one user; {@code not_found} for one of another organization, {@code
   * more_than_own} for one who may more than the caller. Less than the organization asks for says
   * only who may say that too, and nobody of themselves ({@code forbidden}).
   */
  public static final Operation<SetUserMfaPolicy, MfaPolicies> SET_USER_MFA_POLICY =
      Operation.idempotent(
              "ops.auth.v1.user-mfa-policy.set",
              SetUserMfaPolicy.class,
              MfaPolicies.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /** What the caller asks for; {@code forbidden} when the others ask for more. */
  public static final Operation<SetMfaPolicy, MfaPolicies> SET_OWN_MFA_POLICY =
      Operation.idempotent(
              "ops.auth.v1.own-mfa-policy.set",
              SetMfaPolicy.class,
              MfaPolicies.class,
              Access.ownSession())
          .with(Assurance.FRESH);

  /**
   * Removes all factors of a user and ends the user's sessions; {@code not_found} for a user of
   * another organization.
   */
  public static final Operation<IdRequest, Empty> RESET_MFA =
      Operation.idempotent(
              "ops.auth.v1.user-mfa.reset",
              IdRequest.class,
              Empty.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /** Tells of what a service without a database refused, through auth's outbox. */
  public static final Operation<RecordDenials, Empty> RECORD_DENIALS =
      Operation.idempotent(
          "ops.auth.v1.denial.record",
          RecordDenials.class,
          Empty.class,
          Access.services("gateway", "workers"));

  /**
   * Sends a link with which somebody who cannot sign in gets another password, to the proved
   * address of the account, if there is one. The answer comes at once and is the same for all
   * accounts. Refused with {@code mail_not_configured} or {@code too_many_mails}.
   */
  public static final Operation<ForgotPassword, Empty> FORGOT_PASSWORD =
      Operation.once(
          "ops.auth.v1.password.forgot",
          ForgotPassword.class,
          Empty.class,
          Access.services("gateway"));

  /** Ends all sessions of the user. Refused with {@code bad_link} or as any new password is. */
  public static final Operation<ConfirmPasswordReset, Empty> CONFIRM_PASSWORD_RESET =
      Operation.once(
          "ops.auth.v1.password.confirm-reset",
          ConfirmPasswordReset.class,
          Empty.class,
          Access.services("gateway"));

  public static final Operation<Empty, EmailView> GET_EMAIL =
      Operation.idempotent("ops.auth.v1.email.get", Empty.class, EmailView.class, Access.anyUser());

  /**
   * Sends a mail that proves the caller's address; until then the former one counts. Refused with
   * {@code wrong_password}, {@code sign_in_slowed}, {@code too_many_mails} or {@code
   * mail_not_configured}.
   */
  public static final Operation<SetEmail, EmailView> SET_EMAIL =
      Operation.once("ops.auth.v1.email.set", SetEmail.class, EmailView.class, Access.ownSession())
          .with(Assurance.FRESH);

  /** {@code not_found} for a user of another organization. */
  public static final Operation<IdRequest, EmailView> GET_USER_EMAIL =
      Operation.idempotent(
          "ops.auth.v1.user-email.get",
          IdRequest.class,
          EmailView.class,
          Access.permission("user:read"));

  /** As {@link #SET_EMAIL}; {@code not_found} for a user of another organization. */
  public static final Operation<SetUserEmail, EmailView> SET_USER_EMAIL =
      Operation.once(
              "ops.auth.v1.user-email.set",
              SetUserEmail.class,
              EmailView.class,
              Access.permission("user:write"))
          .with(Assurance.FRESH);

  /** Refused with {@code bad_link}, or {@code email_taken} when another user was faster. */
  public static final Operation<VerifyEmail, Empty> VERIFY_EMAIL =
      Operation.once(
          "ops.auth.v1.email.verify", VerifyEmail.class, Empty.class, Access.services("gateway"));

  /**
   * Makes a service's key known. The one operation, with {@link #LIST_KEYS}, that is served without
   * a caller context, because contexts begin here: whoever is on the bus is trusted to be a
   * service.
   */
  public static final Operation<ServiceKey, Empty> ANNOUNCE_KEY =
      Operation.idempotent(
          "ops.auth.v1.key.announce", ServiceKey.class, Empty.class, Access.anyMember());

  public static final Operation<Empty, KeySet> LIST_KEYS =
      Operation.idempotent("ops.auth.v1.key.list", Empty.class, KeySet.class, Access.anyMember());

  /**
   * Makes a new key of access tokens, which signs a while later on every node; the former ones are
   * accepted until the last token under them has expired. {@code keys_rotated_often}.
   */
  public static final Operation<Empty, KeyRotated> ROTATE_KEYS =
      Operation.once(
              "ops.auth.v1.key.rotate",
              Empty.class,
              KeyRotated.class,
              Access.permission("key:rotate"))
          .with(Assurance.FRESH);

  /** What an API token was made for; {@code not_found} when it is not good any more. */
  public static final Operation<IdRequest, TokenLimits> TOKEN_LIMITS =
      Operation.idempotent(
          "ops.auth.v1.token.limits",
          IdRequest.class,
          TokenLimits.class,
          Access.services("targets", "jobs", "executions", "secrets", "users", "schedules"));

  /** What a token of the caller's organization is worth. Says no of others. */
  public static final Operation<InspectToken, TokenInspection> INSPECT_TOKEN =
      Operation.idempotent(
          "ops.auth.v1.token.inspect",
          InspectToken.class,
          TokenInspection.class,
          Access.permission("token:inspect"));

  /** What may be done with a token of the caller's organization. Says no of others. */
  public static final Operation<AskPermissions, TokenPermissions> TOKEN_PERMISSIONS =
      Operation.idempotent(
          "ops.auth.v1.token.permissions",
          AskPermissions.class,
          TokenPermissions.class,
          Access.permission("token:inspect"));

  /**
   * For whoever keeps contexts of sessions, or of API tokens, which have ids like sessions; without
   * it they end within their lifetime.
   */
  public static final Hint<SessionEnded> SESSION_ENDED =
      new Hint<>("ops.auth.v1.session.ended", SessionEnded.class);
}
