package io.opsconductor.secrets;

import java.nio.charset.StandardCharsets;

/**
 * Where a ciphertext is stored. It is authenticated with the text, so that a ciphertext which was
 * moved to another row, column or key does not open.
 *
 * @param row key of the row, unique within the table
 * @param masterKey number of the master key
 */
record Place(String table, String row, String column, int masterKey) {

  /** The additional authenticated data of the cipher. */
  byte[] authenticated() {
    return String.join("|", table, row, column, Integer.toString(masterKey))
        .getBytes(StandardCharsets.UTF_8);
  }
}
