package io.opsconductor.contracts;

import com.github.f4b6a3.uuid.UuidCreator;
import java.util.UUID;

/** Identifiers: UUID version 7 (RFC 9562), so that they sort by the time they were made. */
public final class Ids {
  /** The organization that exists from the start. */
  public static final UUID DEFAULT_ORGANIZATION =
      UUID.fromString("00000000-0000-7000-8000-000000000001");

  /** The administrator that exists from the start. */
  public static final UUID ADMIN_USER = UUID.fromString("00000000-0000-7000-8000-000000000002");

  private Ids() {}

  public static UUID next() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
