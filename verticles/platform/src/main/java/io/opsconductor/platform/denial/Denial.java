package io.opsconductor.platform.denial;

import io.opsconductor.contracts.CallerContext;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that somebody asked for and was refused.
 *
 * @param type of the event, {@link #ACCESS} or one of a service's own
 * @param who asked
 * @param operation address of an operation of the bus, or the id of one of the HTTP API
 * @param code of the refusal
 * @param reason in words; never a secret
 * @param resourceType noun, for example {@code target}
 * @param resourceId which one; null when it is not known or there is none
 * @param correlationId of the request
 * @param address of the client; null when it is not known
 */
public record Denial(
    String type,
    Who who,
    String operation,
    String code,
    String reason,
    String resourceType,
    UUID resourceId,
    String correlationId,
    String address) {
  /** The event of a refusal that is about what the caller may do. */
  public static final String ACCESS = "access.denied";

  /**
   * Whoever asked.
   *
   * @param organizationId null for a service, and for somebody who is not known
   * @param id of the user; null for a service, and for somebody who is not known
   * @param name of the user or the service; null for somebody who is not known
   * @param tokenId API token with which the user came; null without one
   */
  public record Who(UUID organizationId, UUID id, String name, UUID tokenId) {
    /** Somebody who has not shown who it is. */
    public static final Who UNKNOWN = new Who(null, null, null, null);

    public static Who of(CallerContext caller) {
      return caller
          .user()
          .map(user -> new Who(user.organizationId(), user.id(), user.username(), user.tokenId()))
          .orElseGet(() -> new Who(null, null, caller.service(), null));
    }

    boolean isKnown() {
      return id != null || name != null;
    }
  }

  public Denial {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(who, "who");
    Objects.requireNonNull(operation, "operation");
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(resourceType, "resourceType");
  }

  /** The same without the one thing that was asked for. */
  Denial ofAnyThing() {
    return new Denial(
        type, who, operation, code, reason, resourceType, null, correlationId, address);
  }

  /** The same by nobody in particular. */
  Denial ofAnybody() {
    return new Denial(
        type, Who.UNKNOWN, operation, code, reason, resourceType, null, correlationId, null);
  }
}
