package io.opsconductor.testkit.oidc;

/** One thing that a provider does wrong from now on. */
public enum OidcFault {
  /** Signs an ID token for a nonce that nobody sent. */
  WRONG_NONCE,
  /** Leaves the nonce out. */
  NO_NONCE,
  /** Names another client as the audience. */
  WRONG_AUDIENCE,
  /** Names a second audience and does not say whom the token was made for. */
  SECOND_AUDIENCE_WITHOUT_PARTY,
  /** Says that the token was made for another client, to which ours is one more audience. */
  WRONG_PARTY,
  /** Names another issuer in the ID token. */
  OTHER_ISSUER,
  /** Names another issuer in the answer to the authorization request (RFC 9207). */
  OTHER_ISSUER_IN_REDIRECT,
  /** Says {@code alg: none} and does not sign. */
  ALG_NONE,
  /** Signs with HMAC under the client's secret. */
  ALG_HMAC,
  /** Signs with RSA under an algorithm that is not on anybody's list. */
  ALG_RS384,
  /** Signs with another key than the one that it names. */
  FORGED,
  /** Names a key that is not among the published ones. */
  UNPUBLISHED_KEY,
  /** The ID token ended ten minutes ago. */
  EXPIRED,
  /** The ID token was made in ten minutes from now. */
  FUTURE,
  /** The ID token has no end. */
  NO_EXPIRY,
  /** The ID token goes with another access token. */
  WRONG_TOKEN_HASH,
  /** The ID token is of somebody without a name. */
  NO_SUBJECT,
  /** The token endpoint gives no ID token. */
  NO_ID_TOKEN,
  /** The user, or the provider, says no. */
  DENIED,
  /** The configuration says that it is of another issuer. */
  OTHER_ISSUER_IN_DISCOVERY,
  /** The configuration names end points without TLS on other machines. */
  PLAIN_ENDPOINTS,
  /** What {@code userinfo} tells is of somebody else. */
  OTHER_SUBJECT_IN_USERINFO
}
