package io.opsconductor.platform.database;

import java.util.UUID;

/**
 * Has those that count things before they add one wait for each other, so that two cannot both take
 * the last place.
 */
public final class Turns {
  private static final String TAKE =
      "SELECT pg_advisory_xact_lock(hashtextextended($1::text || ' ' || $2::text, 0))";

  private Turns() {}

  /**
   * Until the transaction ends.
   *
   * @param things that are counted, as the service calls them
   * @param of whose they are
   */
  public static void take(Tx tx, String things, UUID of) {
    tx.run(TAKE, things, of.toString());
  }
}
