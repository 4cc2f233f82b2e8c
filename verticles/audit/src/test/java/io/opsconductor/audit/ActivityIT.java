package io.opsconductor.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.audit.ActivityCategory;
import io.opsconductor.contracts.audit.AppendEvents;
import io.opsconductor.contracts.audit.AuditOperations;
import io.opsconductor.contracts.audit.EventPage;
import io.opsconductor.contracts.audit.ListActivity;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ActivityIT {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

  /** Organizations of users that there are. */
  private static final Map<UUID, UUID> KNOWN = new ConcurrentHashMap<>();

  private static ServiceHarness harness;

  private final UUID organization = Ids.next();
  private final UUID ann = Ids.next();

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new AuditGroup())
            .serves(UserOperations.PRINCIPAL, (request, call) -> principal(request.id()))
            .start();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static Principal principal(UUID id) {
    if (!KNOWN.containsKey(id)) {
      throw new OpsException(ErrorCode.NOT_FOUND, "There is no user " + id);
    }
    return new Principal(id, "ann", KNOWN.get(id), true, List.of(), List.of(), null);
  }

  private EventEnvelope event(String source, String type, UUID actorId, UUID about, int second) {
    EventEnvelope event =
        new EventEnvelope(
            Ids.next(),
            type,
            source,
            NOON.plusSeconds(second),
            organization,
            actorId,
            actorId == null ? source : "ann",
            "thing",
            about,
            null,
            null);
    harness.service(source).call(AuditOperations.APPEND, new AppendEvents(List.of(event)));
    return event;
  }

  private EventEnvelope act(String source, String type, int second) {
    return event(source, type, ann, Ids.next(), second);
  }

  private TestClient ann(UUID tokenId, String... permissions) {
    return harness.user(
        new CallerContext.User(
            ann,
            "ann",
            organization,
            tokenId == null ? Ids.next() : null,
            List.of(),
            Set.of(permissions),
            tokenId,
            null,
            false));
  }

  private TestClient auditor() {
    return harness.user(organization, "auditor", "audit:read");
  }

  private static ListActivity all(UUID userId) {
    return new ListActivity(userId, null, null, null, null);
  }

  private static List<EventEnvelope> list(TestClient client, ListActivity request) {
    List<EventEnvelope> found = new ArrayList<>();
    String cursor = null;
    do {
      ListActivity part =
          new ListActivity(
              request.userId(),
              request.from(),
              request.to(),
              request.category(),
              new PageRequest(2, cursor));
      EventPage page = client.call(AuditOperations.ACTIVITY, part);
      found.addAll(page.items());
      cursor = page.nextCursor();
    } while (cursor != null);
    return found;
  }

  private static String refusal(TestClient client, ListActivity request) {
    return catchThrowableOfType(
            OpsException.class, () -> client.call(AuditOperations.ACTIVITY, request))
        .code();
  }

  @Test
  void activity_shouldBeWhatTheUserDid_newestFirst() {
    // given
    EventEnvelope first = act("auth", "session.started", 0);
    EventEnvelope second = act("jobs", "job.created", 1);
    EventEnvelope third = act("executions", "execution.started", 2);
    EventEnvelope wrong = event("auth", "session.refused", null, ann, 3);
    event("users", "user.updated", Ids.next(), ann, 4);
    event("executions", "execution.finished", null, Ids.next(), 5);
    // when, then
    assertThat(list(ann(null), all(null))).containsExactly(wrong, third, second, first);
    assertThat(list(auditor(), all(ann))).containsExactly(wrong, third, second, first);
  }

  @Test
  void activity_shouldBeOfATimeAndAKind_whenThatIsAsked() {
    // given
    EventEnvelope first = act("auth", "session.started", 0);
    EventEnvelope second = act("auth", "mfa.factor_added", 1);
    EventEnvelope third = act("executions", "execution.started", 2);
    // when, then
    assertThat(list(ann(null), new ListActivity(null, null, null, ActivityCategory.SIGN_IN, null)))
        .containsExactly(second, first);
    assertThat(
            list(
                ann(null),
                new ListActivity(null, NOON.plusSeconds(1), NOON.plusSeconds(2), null, null)))
        .containsExactly(second);
    assertThat(list(ann(null), new ListActivity(null, NOON.plusSeconds(2), null, null, null)))
        .containsExactly(third);
  }

  @Test
  void activity_shouldLeaveOutRefusals_unlessTheCallerMayReadEvents() {
    // given
    EventEnvelope did = act("jobs", "job.created", 0);
    EventEnvelope denied = act("jobs", "access.denied", 1);
    ListActivity denials = new ListActivity(null, null, null, ActivityCategory.DENIAL, null);
    // when, then
    assertThat(list(ann(null), all(null))).containsExactly(did);
    assertThat(list(ann(null, "audit:read"), all(null))).containsExactly(denied, did);
    assertThat(list(ann(null, "audit:read"), denials)).containsExactly(denied);
    assertThat(refusal(ann(null), denials)).isEqualTo("forbidden");
  }

  @Test
  void activity_shouldBeRefused_whenItIsOfAnotherOrOfATokenWithoutThePermission() {
    // given
    act("jobs", "job.created", 0);
    UUID token = Ids.next();
    // when, then
    assertThat(refusal(harness.user(organization, "bob", "user:read"), all(ann)))
        .isEqualTo("forbidden");
    assertThat(refusal(ann(token, "job:read"), all(null))).isEqualTo("forbidden");
    assertThat(list(ann(token, "audit:read"), all(null))).hasSize(1);
    assertThat(list(ann(null), all(ann))).hasSize(1);
  }

  @Test
  void activity_shouldBeUnknown_whenTheUserIsOfAnotherOrganizationOrNobody() {
    // given
    act("jobs", "job.created", 0);
    UUID idle = Ids.next();
    KNOWN.put(idle, organization);
    TestClient foreigner = harness.user(Ids.next(), "mallory", "*");
    KNOWN.put(ann, organization);
    // when, then
    assertThat(refusal(foreigner, all(ann))).isEqualTo("not_found");
    assertThat(refusal(auditor(), all(Ids.next()))).isEqualTo("not_found");
    assertThat(list(auditor(), all(idle))).isEmpty();
    // then: of who was deleted it stays
    KNOWN.remove(ann);
    ListActivity tokens = new ListActivity(ann, null, null, ActivityCategory.TOKEN, null);
    assertThat(list(auditor(), all(ann))).hasSize(1);
    assertThat(list(auditor(), tokens)).isEmpty();
  }
}
