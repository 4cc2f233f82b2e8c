package io.opsconductor.platform.access;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Permissions;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Nobody gives, takes or changes what they may not do themselves, everywhere; nor takes over, or
 * does away with, somebody who may.
 */
public final class NoMoreThanOwn {
  private NoMoreThanOwn() {}

  /**
   * Whether somebody acts on their own account, of which they may do more than of others'. An API
   * token may less than its owner, and must not become the owner.
   */
  public static boolean isOnesOwn(CallerContext.User caller, UUID userId) {
    return caller.isInSession() && caller.id().equals(userId);
  }

  /**
   * Refuses it.
   *
   * @param permissions what is concerned, as {@link Permissions} says; one for some objects is own
   *     only with all of them, because which they are is not compared
   * @throws OpsException {@code more_than_own}
   */
  public static void require(CallerContext.User caller, Collection<String> permissions) {
    Set<String> concerned = new TreeSet<>();
    for (String permission : permissions) {
      if (permission.equals(Permissions.ALL)) {
        concerned.addAll(Permissions.all());
      } else {
        concerned.add(Permissions.withoutSome(permission));
      }
    }
    Set<String> needed = new TreeSet<>(Permissions.in(caller.organizationId(), concerned));
    needed.removeIf(caller::mayEverywhere);
    if (!needed.isEmpty()) {
      throw new OpsException(
          ErrorCode.MORE_THAN_OWN,
          "You cannot do this for what you may not do yourself: " + String.join(", ", needed));
    }
  }
}
