package io.opsconductor.platform.outbox;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.platform.bus.Call;
import java.util.UUID;

/**
 * On whose behalf something is done, possibly long after it was asked for.
 *
 * @param organizationId null for a service
 * @param actorId of the user; null for a service
 * @param actor name of the user or the service; null when it is not known any more
 * @param correlationId of the request; null when there was none
 */
public record Cause(UUID organizationId, UUID actorId, String actor, String correlationId) {
  public static Cause of(Call call) {
    CallerContext.User user = call.caller().user().orElse(null);
    return new Cause(
        user == null ? null : user.organizationId(),
        user == null ? null : user.id(),
        user == null ? call.caller().service() : user.username(),
        call.correlationId());
  }
}
