package io.opsconductor.auth.passkey;

import java.util.Locale;

/** Why a passkey was refused. The names are told by the events. */
public enum Refusal {
  /** Cannot be read. */
  MALFORMED("it cannot be read"),
  /** Not one that was given out for this, or too late, or used before. */
  CHALLENGE("its challenge was not given out for this, is too old, or was used before"),
  /** The page is none of the configured origins. */
  ORIGIN("it was made on a page of an origin that is not configured"),
  /** It is of another domain. */
  RELYING_PARTY("it is of another domain than the configured one"),
  /** Not one of the user's. */
  UNKNOWN("it is not one of the user's"),
  /** The authenticator did not make sure who uses it, and must. */
  USER_VERIFICATION("the authenticator did not make sure who uses it"),
  /** Nobody touched it. */
  USER_PRESENCE("nobody touched the authenticator"),
  /** Its counter did not go on: there may be a copy of it. */
  COUNTER("its counter did not go on: there may be a copy of it"),
  /** Of an algorithm that was not asked for. */
  ALGORITHM("its algorithm is not one of those asked for"),
  /** What it says is not signed by it, or contradicts itself. */
  SIGNATURE("its signature is not right");

  private final String words;

  Refusal(String words) {
    this.words = words;
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For people. */
  public String words() {
    return words;
  }
}
