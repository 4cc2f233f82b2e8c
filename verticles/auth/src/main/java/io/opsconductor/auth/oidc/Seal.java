package io.opsconductor.auth.oidc;

/** Encrypts what must not be read in the database, bound to its row. */
public interface Seal {
  byte[] seal(String rowId, String secret);

  /**
   * What was sealed.
   *
   * @throws IllegalStateException when it was sealed under another key, or was changed
   */
  String open(String rowId, byte[] sealed);
}
