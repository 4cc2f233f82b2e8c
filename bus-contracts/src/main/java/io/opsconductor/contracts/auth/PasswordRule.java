package io.opsconductor.contracts.auth;

import io.opsconductor.contracts.WireNamed;

/** What a password is judged by. None asks for kinds of characters. */
public enum PasswordRule implements WireNamed {
  TOO_SHORT,
  /** Few different characters, or a short piece again and again. */
  REPETITIVE,
  /** Neighbours on the keyboard, letters or digits in their order. */
  SEQUENCE,
  /** Little more than the user name or the name of the product. */
  NAME,
  /** Among those that are tried first, however decorated. */
  COMMON
}
