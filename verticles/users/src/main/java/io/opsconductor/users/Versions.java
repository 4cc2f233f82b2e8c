package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;

/** Of two who edit the same version, the second is told. */
final class Versions {
  private Versions() {}

  /**
   * Compares what was edited with what is there now.
   *
   * @param expected null for whatever is there
   * @throws OpsException {@code stale_version}
   */
  static void require(Integer expected, int now, String thing) {
    if (expected != null && expected != now) {
      throw new OpsException(
          ErrorCode.STALE_VERSION,
          "The %s %s at version %d, not %d"
              .formatted(thing, thing.endsWith("s") ? "are" : "is", now, expected));
    }
  }
}
