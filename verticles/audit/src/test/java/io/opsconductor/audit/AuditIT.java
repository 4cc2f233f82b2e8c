package io.opsconductor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.audit.AppendEvents;
import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.contracts.audit.EventPage;
import io.opsconductor.contracts.audit.ListEvents;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  private static ServiceHarness harness;

  @BeforeAll
  static void start() {
    harness = ServiceHarness.builder().group(new AuditGroup()).start();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @Test
  void append_shouldKeepTheEventAsItWas_whenTheSenderIsItsSource() {
    // given
    UUID organization = Ids.next();
    EventEnvelope event = event("jobs", organization, NOON);
    // when
    append("jobs", event);
    // then
    assertThat(list(auditor(organization), null, null)).containsExactly(event);
  }

  @Test
  void append_shouldKeepItOnce_whenItIsSentAgain() {
    // given
    UUID organization = Ids.next();
    EventEnvelope first = event("jobs", organization, NOON);
    EventEnvelope second = event("jobs", organization, NOON.plusSeconds(1));
    append("jobs", first);
    // when
    append("jobs", first, second, second);
    // then
    assertThat(list(auditor(organization), null, null)).containsExactly(second, first);
  }

  @Test
  void append_shouldKeepItOnce_whenItIsSentByManyAtOnce() {
    // given
    UUID organization = Ids.next();
    EventEnvelope event = event("jobs", organization, NOON);
    TestClient jobs = harness.service("jobs");
    // when
    Future.all(
            IntStream.range(0, 10)
                .mapToObj(i -> jobs.send(AuditOperations.APPEND, new AppendEvents(List.of(event))))
                .toList())
        .await();
    // then
    assertThat(list(auditor(organization), null, null)).containsExactly(event);
  }

  @Test
  void append_shouldKeepBoth_whenTwoSourcesUseTheSameId() {
    // given
    UUID organization = Ids.next();
    EventEnvelope ofJobs = event("jobs", organization, NOON);
    EventEnvelope ofTargets = withSource(ofJobs, "targets");
    // when
    append("jobs", ofJobs);
    append("targets", ofTargets);
    // then
    assertThat(list(auditor(organization), null, null)).containsExactly(ofTargets, ofJobs);
  }

  @Test
  void append_shouldKeepNothing_whenOneEventIsOfAnotherService() {
    // given
    UUID organization = Ids.next();
    EventEnvelope own = event("jobs", organization, NOON);
    EventEnvelope foreign = event("users", organization, NOON);
    // when
    OpsException refused = refused(() -> append("jobs", own, foreign));
    // then
    assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
    assertThat(list(auditor(organization), null, null)).isEmpty();
  }

  @Test
  void append_shouldBeForbidden_whenAUserOrAWorkerSends() {
    // given
    AppendEvents request = new AppendEvents(List.of(event("workers", Ids.next(), NOON)));
    for (TestClient client : List.of(harness.user("ann", "*"), harness.service("workers"))) {
      // when
      OpsException refused = refused(() -> client.call(AuditOperations.APPEND, request));
      // then
      assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
    }
  }

  @Test
  void list_shouldShowOnlyTheOwnOrganization_whenThereAreOthers() {
    // given
    append("jobs", event("jobs", Ids.next(), NOON));
    // when, then
    assertThat(list(auditor(Ids.next()), null, null)).isEmpty();
  }

  @Test
  void list_shouldShowEventsOfTheInstallation_whenTheOrganizationIsTheFirst() {
    // given
    EventEnvelope event = event("auth", null, NOON);
    append("auth", event);
    // when, then
    assertThat(list(auditor(Ids.DEFAULT_ORGANIZATION), null, null)).contains(event);
    assertThat(list(auditor(Ids.next()), null, null)).isEmpty();
  }

  @Test
  void list_shouldFilter_whenATypeOrAThingIsGiven() {
    // given
    UUID organization = Ids.next();
    EventEnvelope one = event("jobs", organization, NOON);
    EventEnvelope other = withType(event("jobs", organization, NOON.plusSeconds(1)), "job.deleted");
    append("jobs", one, other);
    TestClient auditor = auditor(organization);
    // when, then
    assertThat(list(auditor, "job.deleted", null)).containsExactly(other);
    assertThat(list(auditor, null, one.resourceId())).containsExactly(one);
    assertThat(list(auditor, "job.deleted", one.resourceId())).isEmpty();
  }

  @Test
  void list_shouldGoThroughAllNewestFirst_whenTimesAreEqualAndThePageIsSmall() {
    // given
    UUID organization = Ids.next();
    List<EventEnvelope> events =
        IntStream.range(0, 7)
            .mapToObj(i -> event("jobs", organization, NOON.plusSeconds(i / 3)))
            .toList();
    append("jobs", events.toArray(EventEnvelope[]::new));
    // when
    List<EventEnvelope> found = list(auditor(organization), null, null);
    // then
    assertThat(found).containsExactlyElementsOf(events.reversed());
  }

  @ParameterizedTest
  @ValueSource(strings = {"%", "eA", "MTo", "LTE6MQ", "AA"})
  void list_shouldRefuseTheCursor_whenItIsNoneOfOurs(String cursor) {
    // given
    ListEvents request = new ListEvents(new PageRequest(2, cursor), null, null);
    // when
    OpsException refused = refused(() -> auditor(Ids.next()).call(AuditOperations.LIST, request));
    // then
    assertThat(refused.is(ErrorCode.BAD_CURSOR)).isTrue();
  }

  @Test
  void list_shouldBeForbidden_whenTheUserMayNotReadAudit() {
    // given
    TestClient user = harness.user("ann", "job:read");
    // when
    OpsException refused =
        refused(() -> user.call(AuditOperations.LIST, new ListEvents(null, null, null)));
    // then
    assertThat(refused.is(ErrorCode.FORBIDDEN)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"UPDATE events SET actor = 'eve'", "DELETE FROM events", "TRUNCATE events"})
  void events_shouldStayAsTheyAre_whenTheDatabaseIsAskedToChangeThem(String change) {
    // given
    UUID organization = Ids.next();
    EventEnvelope event = event("jobs", organization, NOON);
    append("jobs", event);
    // when, then
    assertThatThrownBy(() -> harness.db().execute(change))
        .hasMessageContaining("permission denied");
    harness.db().execute("GRANT UPDATE, DELETE, TRUNCATE ON events TO CURRENT_USER");
    try {
      assertThatThrownBy(() -> harness.db().execute(change))
          .hasMessageContaining("never changed or removed");
    } finally {
      harness.db().execute("REVOKE UPDATE, DELETE, TRUNCATE ON events FROM CURRENT_USER");
    }
    assertThat(list(auditor(organization), null, null)).containsExactly(event);
  }

  private static void append(String service, EventEnvelope... events) {
    harness.service(service).call(AuditOperations.APPEND, new AppendEvents(List.of(events)));
  }

  private static TestClient auditor(UUID organization) {
    return harness.user(organization, "auditor", "audit:read");
  }

  private static List<EventEnvelope> list(TestClient client, String type, UUID resourceId) {
    List<EventEnvelope> found = new ArrayList<>();
    String cursor = null;
    do {
      EventPage page =
          client.call(
              AuditOperations.LIST, new ListEvents(new PageRequest(2, cursor), type, resourceId));
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return found;
  }

  private static EventEnvelope event(String source, UUID organizationId, Instant time) {
    return new EventEnvelope(
        Ids.next(),
        "job.created",
        source,
        time,
        organizationId,
        Ids.ADMIN_USER,
        "admin",
        "job",
        Ids.next(),
        "4bf92f3577b34da6a3ce929d0e0e4736",
        Wire.mapper().valueToTree(Map.of("name", "nightly")));
  }

  private static EventEnvelope withSource(EventEnvelope event, String source) {
    return with(event, source, event.type());
  }

  private static EventEnvelope withType(EventEnvelope event, String type) {
    return with(event, event.source(), type);
  }

  private static EventEnvelope with(EventEnvelope event, String source, String type) {
    return new EventEnvelope(
        event.id(),
        type,
        source,
        event.time(),
        event.organizationId(),
        event.actorId(),
        event.actor(),
        event.resourceType(),
        event.resourceId(),
        event.correlationId(),
        event.data());
  }

  private static OpsException refused(ThrowingCallable call) {
    return catchThrowableOfType(OpsException.class, call);
  }
}
