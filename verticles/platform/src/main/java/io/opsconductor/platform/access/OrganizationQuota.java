package io.opsconductor.platform.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Turns;
import io.opsconductor.platform.database.Tx;
import java.time.Duration;
import java.util.UUID;
import java.util.function.IntSupplier;

/**
 * How many things an organization may have. The limits are asked of users and kept for 2 s; where
 * there is none, nothing is counted.
 */
public final class OrganizationQuota {
  private static final Duration KEPT = Duration.ofSeconds(2);
  private static final int MAX_KEPT = 1_000;

  private final BusClient bus;
  private final Cache<UUID, OrganizationLimits> kept =
      Caffeine.newBuilder().maximumSize(MAX_KEPT).expireAfterWrite(KEPT).build();

  public OrganizationQuota(BusClient bus) {
    this.bus = bus;
  }

  /** The limits of the caller's organization; to be asked for before a transaction begins. */
  public OrganizationLimits limits(Call call) {
    UUID id = call.organizationId();
    OrganizationLimits known = kept.getIfPresent(id);
    if (known != null) {
      return known;
    }
    OrganizationLimits asked =
        bus.callAsService(OrganizationOperations.LIMITS, new IdRequest(id), call);
    kept.put(id, asked);
    return asked;
  }

  /**
   * Refuses one more than there may be.
   *
   * @param most null for as many as it likes
   * @param count how many there are, within the transaction
   * @throws OpsException {@code limit_reached}
   */
  public static void require(
      Tx tx, UUID organizationId, Integer most, String things, IntSupplier count) {
    if (room(tx, organizationId, most, count) == 0) {
      throw reached(most, things);
    }
  }

  /**
   * How many more there may be.
   *
   * @param most null for as many as it likes
   * @param count how many there are, within the transaction
   */
  public static int room(Tx tx, UUID organizationId, Integer most, IntSupplier count) {
    if (most == null) {
      return Integer.MAX_VALUE;
    }
    Turns.take(tx, "quota", organizationId);
    return Math.max(0, most - count.getAsInt());
  }

  /** {@code limit_reached}. */
  public static OpsException reached(int most, String things) {
    return new OpsException(ErrorCode.LIMIT_REACHED, "There may be at most " + most + " " + things);
  }
}
