package io.opsconductor.platform.outbox;

import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Writes events in the transaction of the change that they tell of. An event whose type says that
 * something was made, changed or removed ({@code *.created}, {@code *.updated}, {@code *.deleted},
 * {@code *_added} and the like) must tell what {@link Change} says; one that does not is refused.
 */
public final class Outbox {
  private static final String INSERT = "INSERT INTO outbox (id, envelope) VALUES ($1, $2)";

  private static final String INSERT_ONCE = INSERT + " ON CONFLICT (id) DO NOTHING";

  private static final String INSERT_ALL =
      "INSERT INTO outbox (id, envelope)"
          + " SELECT id, envelope::jsonb FROM unnest($1::uuid[], $2::text[]) AS e(id, envelope)";

  private final String service;
  private final Clock clock;
  private final Consumer<EventEnvelope> committed;

  /**
   * The outbox of one service.
   *
   * @param committed told of each event after its commit
   */
  public Outbox(String service, Clock clock, Consumer<EventEnvelope> committed) {
    this.service = service;
    this.clock = clock;
    this.committed = committed;
  }

  /**
   * Tells of a change that a caller asked for.
   *
   * @param type {@code <noun>.<past tense>}
   * @param data what is worth knowing; never a secret
   * @throws IllegalArgumentException when it lacks what was before, or is after, the change
   */
  public void add(
      Tx tx, Call call, String type, String resourceType, UUID resourceId, Map<String, ?> data) {
    add(tx, Cause.of(call), type, resourceType, resourceId, data);
  }

  /**
   * Tells of the same change of several things in one statement.
   *
   * @param data of each, by its id
   */
  public void addAll(
      Tx tx,
      Call call,
      String type,
      String resourceType,
      Map<UUID, ? extends Map<String, ?>> data) {
    Cause cause = Cause.of(call);
    List<EventEnvelope> events = new ArrayList<>();
    data.forEach((id, one) -> events.add(envelope(cause, type, resourceType, id, one)));
    tx.send(
        INSERT_ALL,
        events.stream().map(EventEnvelope::id).toArray(UUID[]::new),
        events.stream().map(Wire::encodeString).toArray(String[]::new));
    events.forEach(event -> tellAfterCommit(tx, event));
  }

  /** Tells of a change that somebody asked for some time ago. */
  public void add(
      Tx tx, Cause cause, String type, String resourceType, UUID resourceId, Map<String, ?> data) {
    EventEnvelope event = envelope(cause, type, resourceType, resourceId, data);
    tx.send(INSERT, event.id(), new JsonObject(Wire.encodeString(event)));
    tellAfterCommit(tx, event);
  }

  private EventEnvelope envelope(
      Cause cause, String type, String resourceType, UUID resourceId, Map<String, ?> data) {
    Change.missing(type, data)
        .ifPresent(
            what -> {
              throw new IllegalArgumentException("The event " + type + " does not tell " + what);
            });
    return new EventEnvelope(
        Ids.next(),
        type,
        service,
        clock.instant(),
        cause.organizationId(),
        cause.actorId(),
        cause.actor(),
        resourceType,
        resourceId,
        cause.correlationId(),
        Wire.mapper().valueToTree(data));
  }

  /** Tells of what another service asked for, in an organization that it speaks of. */
  public void add(
      Tx tx,
      Call call,
      UUID organizationId,
      String type,
      String resourceType,
      UUID resourceId,
      Map<String, ?> data) {
    Cause cause = new Cause(organizationId, null, service, call.correlationId());
    add(tx, cause, type, resourceType, resourceId, data);
  }

  /** Tells of a change that the service made by itself. */
  public void add(
      Tx tx,
      UUID organizationId,
      String type,
      String resourceType,
      UUID resourceId,
      Map<String, ?> data) {
    add(tx, new Cause(organizationId, null, service, null), type, resourceType, resourceId, data);
  }

  /**
   * Tells of something as it is, once however often it is written. Nobody is hinted: it tells of no
   * change.
   */
  public void addOnce(Tx tx, EventEnvelope event) {
    tx.send(INSERT_ONCE, event.id(), new JsonObject(Wire.encodeString(event)));
  }

  private void tellAfterCommit(Tx tx, EventEnvelope event) {
    tx.afterCommit(
        () -> {
          FaultPoint.OUTBOX_COMMITTED.pass();
          committed.accept(event);
        });
  }
}
