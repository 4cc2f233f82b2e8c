package io.opsconductor.testkit.oidc;

/** How an end point of a provider fails as a server. */
public enum OidcTrouble {
  NONE,
  /** Takes the request and answers only when the provider is closed or healed. */
  SILENT,
  /** Closes the connection instead of an answer. */
  DEAD,
  /** An answer without an end. */
  ENDLESS,
  /** Status 500. */
  BROKEN,
  /** Status 200 with something else than JSON. */
  GARBAGE,
  /** Status 302 to itself. */
  REDIRECTING
}
