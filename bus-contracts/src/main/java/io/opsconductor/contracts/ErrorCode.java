package io.opsconductor.contracts;

import java.util.Locale;

/**
 * The stable codes of errors. A code is never renamed or given another meaning; clients and
 * runbooks rely on it. Each service has a range of a thousand numbers, the platform has the first.
 */
public enum ErrorCode {
  /** A defect; the log holds the cause under the request's correlation id. */
  INTERNAL(1, ErrorCategory.INTERNAL, false),
  /** The receiving instance has as many requests in hand as it takes. It did not begin this one. */
  BUSY(2, ErrorCategory.UNAVAILABLE, true),
  /** No node serves the operation, or none answered in time. */
  SERVICE_UNAVAILABLE(3, ErrorCategory.UNAVAILABLE, true),
  /** The database cannot be reached or did not answer in time. */
  DATABASE_UNAVAILABLE(4, ErrorCategory.UNAVAILABLE, true),
  /** The deadline of the request passed before it was done. */
  DEADLINE_EXCEEDED(5, ErrorCategory.UNAVAILABLE, true),
  /** The message does not have the form of the operation's request. */
  MALFORMED_REQUEST(6, ErrorCategory.MALFORMED, false),
  /** A rule that spans fields, or a value outside its range. */
  INVALID_REQUEST(7, ErrorCategory.INVALID, false),
  /** No caller context, or one that is expired, forged or not for this purpose. */
  UNAUTHENTICATED(8, ErrorCategory.UNAUTHENTICATED, false),
  /** The caller lacks the permission. */
  FORBIDDEN(9, ErrorCategory.FORBIDDEN, false),
  /** No such thing in the caller's organization. */
  NOT_FOUND(10, ErrorCategory.NOT_FOUND, false),
  /** The row was changed by somebody else in the meantime. */
  CONFLICT(11, ErrorCategory.CONFLICT, false),
  /** A cursor that this operation did not give out. */
  BAD_CURSOR(12, ErrorCategory.MALFORMED, false),
  /** A request with this Idempotency-Key and another body was made before. */
  IDEMPOTENCY_KEY_REUSED(13, ErrorCategory.INVALID, false),
  /** The node is stopping and takes no new work. */
  DRAINING(14, ErrorCategory.UNAVAILABLE, true),

  /** Unknown user, wrong password, or a disabled account; which one is not told. */
  BAD_CREDENTIALS(1001, ErrorCategory.UNAUTHENTICATED, false),
  /** A refresh token that is unknown, used before, expired or revoked. */
  BAD_REFRESH_TOKEN(1002, ErrorCategory.UNAUTHENTICATED, false),
  /** The password does not meet the policy. */
  WEAK_PASSWORD(1003, ErrorCategory.INVALID, false),
  /**
   * Too many wrong passwords: for this name, from this network, or both. The password was not
   * judged; {@code Retry-After} says when the next one is.
   */
  SIGN_IN_SLOWED(1004, ErrorCategory.LIMIT, true),
  /** Name and password are right, but the password is too old: it must be changed first. */
  PASSWORD_EXPIRED(1005, ErrorCategory.FORBIDDEN, false),
  /** The new password is the present one, or one of the last. */
  PASSWORD_REUSED(1006, ErrorCategory.INVALID, false),
  /** The present password, asked again of somebody who is signed in, is not right. */
  WRONG_PASSWORD(1007, ErrorCategory.INVALID, false),
  /** The owner has as many API tokens as anybody may have; one must be revoked first. */
  TOO_MANY_TOKENS(1020, ErrorCategory.CONFLICT, false),
  /** Too many former signing keys are accepted still. */
  KEYS_ROTATED_OFTEN(1021, ErrorCategory.LIMIT, true),
  /** The password is right; a second factor is due. {@code challenge} says how to go on. */
  MFA_REQUIRED(1030, ErrorCategory.UNAUTHENTICATED, false),
  /** At a sign-in: the code of the second factor is not right, or was used before. */
  BAD_CODE(1031, ErrorCategory.UNAUTHENTICATED, false),
  /** The sign-in that a second factor was due for is over: too late, too often, or done. */
  BAD_CHALLENGE(1032, ErrorCategory.UNAUTHENTICATED, false),
  /** Asked again of somebody who is signed in: the code is not right, or was used before. */
  WRONG_CODE(1033, ErrorCategory.INVALID, false),
  /** A second factor must be shown again before this may be done. */
  STEP_UP_REQUIRED(1034, ErrorCategory.FORBIDDEN, false),
  /** The policy asks for a second factor that is not set up: the session can do only that. */
  MFA_ENROLMENT_REQUIRED(1035, ErrorCategory.FORBIDDEN, false),
  /** The policy says that there are no second factors, or the server cannot keep them. */
  MFA_UNAVAILABLE(1036, ErrorCategory.CONFLICT, false),
  /** At a sign-in: the passkey is not one of the user's, or what it says is not right. */
  BAD_PASSKEY(1070, ErrorCategory.UNAUTHENTICATED, false),
  /** Of somebody who is signed in: what the passkey says is not right, or too late. */
  WRONG_PASSKEY(1071, ErrorCategory.INVALID, false),
  /** The user has as many passkeys as anybody may have; one must be removed first. */
  TOO_MANY_PASSKEYS(1072, ErrorCategory.CONFLICT, false),
  /** An external directory vouches for somebody who has no account here and gets none. */
  EXTERNAL_ACCOUNT_REFUSED(1080, ErrorCategory.FORBIDDEN, false),
  /** The name that the external directory tells is that of another account here. */
  EXTERNAL_NAME_TAKEN(1081, ErrorCategory.CONFLICT, false),
  /** The account has no password here: an external directory keeps it. */
  PASSWORD_KEPT_ELSEWHERE(1082, ErrorCategory.CONFLICT, false),
  /** The external directory that knows the account cannot be asked. */
  DIRECTORY_UNAVAILABLE(1083, ErrorCategory.UNAVAILABLE, true),
  /** Without it the user could not sign in any more. */
  LAST_WAY_IN(1084, ErrorCategory.CONFLICT, false),
  /** The OpenID provider does not answer, or not as it must. Passwords of ours go on. */
  SSO_UNAVAILABLE(1085, ErrorCategory.UNAVAILABLE, true),
  /** The sign-in took too long, was ended before, or was begun by another browser. */
  SSO_EXPIRED(1086, ErrorCategory.UNAUTHENTICATED, false),
  /** The OpenID provider did not let the user in, or the user stopped there. */
  SSO_REFUSED(1087, ErrorCategory.UNAUTHENTICATED, false),
  /** What the OpenID provider says of the user cannot be trusted; the event holds the reason. */
  SSO_UNTRUSTED(1088, ErrorCategory.UNAUTHENTICATED, false),
  /** The OpenID provider knows the user, but the configuration does not let such users in. */
  SSO_NOT_ALLOWED(1089, ErrorCategory.FORBIDDEN, false),
  /** No mail server is configured, so that nothing can be proved by mail. */
  MAIL_NOT_CONFIGURED(1040, ErrorCategory.CONFLICT, false),
  /** Too many mails were asked for, from this network or to this user; wait. */
  TOO_MANY_MAILS(1041, ErrorCategory.LIMIT, true),
  /** A mailed link that is unknown, used, replaced by a later one, or too old. */
  BAD_LINK(1042, ErrorCategory.INVALID, false),
  /** The mail server did not take a mail that somebody waits for. */
  MAIL_NOT_SENT(1044, ErrorCategory.UNAVAILABLE, true),
  /** Another user has proved this e-mail address. */
  EMAIL_TAKEN(1043, ErrorCategory.CONFLICT, false),

  /** Nobody removes the user that they are. */
  OWN_USER(1090, ErrorCategory.CONFLICT, false),

  /** Another user has this name. */
  USERNAME_TAKEN(2001, ErrorCategory.CONFLICT, false),
  /** No such role. */
  UNKNOWN_ROLE(2002, ErrorCategory.INVALID, false),
  /** Nobody would be left who administers the organization. */
  LAST_ADMIN(2003, ErrorCategory.CONFLICT, false),
  /** No such permission. */
  UNKNOWN_PERMISSION(2004, ErrorCategory.INVALID, false),
  /** Another role has this name. */
  ROLE_NAME_TAKEN(2005, ErrorCategory.CONFLICT, false),
  /** A role that comes with the product; it is neither changed nor removed. */
  ROLE_BUILT_IN(2006, ErrorCategory.CONFLICT, false),
  /** Users or grants still name the role. */
  ROLE_IN_USE(2007, ErrorCategory.CONFLICT, false),
  /** Another team has this name. */
  TEAM_NAME_TAKEN(2008, ErrorCategory.CONFLICT, false),
  /** A user, team or service account that does not exist. */
  UNKNOWN_SUBJECT(2009, ErrorCategory.INVALID, false),
  /** The same grant exists already. */
  GRANT_EXISTS(2010, ErrorCategory.CONFLICT, false),
  /** Nobody gives more than they have themselves. */
  MORE_THAN_OWN(2011, ErrorCategory.FORBIDDEN, false),
  /** The organization has as many of these as it may have. */
  LIMIT_REACHED(2012, ErrorCategory.CONFLICT, false),
  /** Somebody else changed it after the version that was edited. */
  STALE_VERSION(2013, ErrorCategory.PRECONDITION, false),
  /** Another number of things would be changed than was expected; none was. */
  SELECTION_CHANGED(2030, ErrorCategory.CONFLICT, false),
  /** More things are selected than one request may change. */
  SELECTION_TOO_LARGE(2031, ErrorCategory.INVALID, false),
  /** Another organization has this name. */
  ORGANIZATION_NAME_TAKEN(2014, ErrorCategory.CONFLICT, false),
  /** Another service account has this name. */
  SERVICE_ACCOUNT_NAME_TAKEN(2060, ErrorCategory.CONFLICT, false),
  /** The team owns service accounts, which would belong to nobody. */
  TEAM_OWNS_ACCOUNTS(2061, ErrorCategory.CONFLICT, false),
  /** No such team. */
  UNKNOWN_TEAM(2062, ErrorCategory.INVALID, false),

  /** The key does not parse, or its passphrase is wrong. */
  UNREADABLE_KEY(3001, ErrorCategory.INVALID, false),
  /** The credential is used by something that would stop working. */
  CREDENTIAL_IN_USE(3002, ErrorCategory.CONFLICT, false),
  /** The worker does not hold a live lease that needs this credential. */
  NO_LIVE_LEASE(3003, ErrorCategory.FORBIDDEN, false),
  /** Another credential has this name. */
  CREDENTIAL_NAME_TAKEN(3004, ErrorCategory.CONFLICT, false),

  /** The selector does not parse; the detail says where. */
  BAD_SELECTOR(4001, ErrorCategory.INVALID, false),
  /** The selector is right and matches no target. */
  NO_TARGET_MATCHES(4002, ErrorCategory.INVALID, false),
  /** A target id that does not exist. */
  UNKNOWN_TARGET(4003, ErrorCategory.INVALID, false),
  /** A credential id that does not exist. */
  UNKNOWN_CREDENTIAL(4004, ErrorCategory.INVALID, false),
  /** The target is used by something that would stop working. */
  TARGET_IN_USE(4005, ErrorCategory.CONFLICT, false),
  /** Another target has this name, or is at this address. */
  TARGET_EXISTS(4006, ErrorCategory.CONFLICT, false),
  /** The host key does not parse. */
  BAD_HOST_KEY(4007, ErrorCategory.INVALID, false),

  /** Another job has this name. */
  JOB_NAME_TAKEN(5001, ErrorCategory.CONFLICT, false),
  /** The job is used by executions that are not at their end. */
  JOB_IN_USE(5002, ErrorCategory.CONFLICT, false),
  /** Somebody saved a later version than the one that was edited, or is to be run. */
  VERSION_CHANGED(5003, ErrorCategory.PRECONDITION, false),

  /** A required parameter is missing, one is unknown, or a value is not of its type. */
  BAD_PARAMETERS(6001, ErrorCategory.INVALID, false),
  /** The execution is at its end already. */
  EXECUTION_FINISHED(6002, ErrorCategory.CONFLICT, false),
  /** There is nothing to run again. */
  NOTHING_TO_RERUN(6003, ErrorCategory.INVALID, false),
  /** The execution is still going on. */
  EXECUTION_RUNNING(6004, ErrorCategory.CONFLICT, false),
  /** Nobody is asked about the task: it does not wait, or no longer. */
  TASK_NOT_WAITING(6005, ErrorCategory.CONFLICT, false),
  /** The log of the execution was removed, because its time had passed. */
  LOG_EXPIRED(6006, ErrorCategory.NOT_FOUND, false),
  /** The pattern of a search does not parse, or is too large; the detail says what is wrong. */
  BAD_PATTERN(6007, ErrorCategory.MALFORMED, false),

  /** Another schedule has this name. */
  SCHEDULE_NAME_TAKEN(8001, ErrorCategory.CONFLICT, false),
  /** When it is due cannot be read, or it is never due; the detail says what is wrong. */
  BAD_SCHEDULE(8002, ErrorCategory.INVALID, false),
  /** The job that it is to run does not exist, or the caller may not run it. */
  UNKNOWN_JOB(8003, ErrorCategory.INVALID, false),
  /** No such calendar. */
  UNKNOWN_CALENDAR(8004, ErrorCategory.INVALID, false),
  /** Another calendar has this name. */
  CALENDAR_NAME_TAKEN(8005, ErrorCategory.CONFLICT, false),
  /** Schedules follow the calendar. */
  CALENDAR_IN_USE(8006, ErrorCategory.CONFLICT, false),
  /** The due time ran, or is on its way to. */
  DUE_TIME_DECIDED(8007, ErrorCategory.CONFLICT, false);

  private final int number;
  private final ErrorCategory category;
  private final boolean retryable;

  ErrorCode(int number, ErrorCategory category, boolean retryable) {
    this.number = number;
    this.category = category;
    this.retryable = retryable;
  }

  public int number() {
    return number;
  }

  public ErrorCategory category() {
    return category;
  }

  /** Whether the same request may succeed later without a change. */
  public boolean retryable() {
    return retryable;
  }

  /** The name on the wire, in lower case with underscores. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
