package io.opsconductor.targets;

import static io.opsconductor.targets.TargetsFixture.CREDENTIAL;
import static io.opsconductor.targets.TargetsFixture.input;
import static io.opsconductor.targets.TargetsFixture.refuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.targets.ConnectionType;
import io.opsconductor.contracts.targets.GetConnections;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.ListTargets;
import io.opsconductor.contracts.targets.ResolveTargets;
import io.opsconductor.contracts.targets.SelectorCheck;
import io.opsconductor.contracts.targets.TargetConnection;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetPage;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.targets.TargetSelection;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.targets.UpdateTarget;
import io.opsconductor.platform.testing.TestClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetsIT {
  private static TargetsFixture targets;

  private final TestClient ann = targets.writer();

  @BeforeAll
  static void start() {
    targets = new TargetsFixture();
  }

  @AfterAll
  static void stop() {
    targets.close();
  }

  @BeforeEach
  void reset() {
    targets.reset();
  }

  @Test
  void create_shouldFillInDefaults_andBeReadable() {
    // when
    TargetView made = targets.add("web-1", "10.0.0.1", Map.of("env", "prod"));
    // then
    assertThat(made.port()).isEqualTo(22);
    assertThat(made.connection()).isEqualTo(ConnectionType.SSH);
    assertThat(made.hostKeyPolicy()).isEqualTo(HostKeyPolicy.TRUST_FIRST_USE);
    assertThat(made.hostKey()).isNull();
    assertThat(made.tags()).containsExactly(Map.entry("env", "prod"));
    assertThat(get(made.id())).isEqualTo(made);
    assertThat(targets.eventTypes()).containsExactly("target.created");
  }

  @Test
  void create_shouldRefuse_whenNameOrAddressIsTaken() {
    // given
    targets.add("web-1", "web.example");
    // when
    OpsException name = refuses(ErrorCode.TARGET_EXISTS, () -> targets.add("web-1", "10.0.0.2"));
    OpsException address =
        refuses(ErrorCode.TARGET_EXISTS, () -> targets.add("web-2", "WEB.example"));
    // then
    assertThat(name.getMessage()).isEqualTo("Another target has the name web-1");
    assertThat(address.getMessage()).isEqualTo("Another target, web-1, is at WEB.example port 22");
    assertThat(targets.eventTypes()).containsExactly("target.created");
  }

  @Test
  void create_shouldRefuse_whenTheCredentialDoesNotExist() {
    targets.credentials().clear();
    refuses(ErrorCode.UNKNOWN_CREDENTIAL, () -> targets.add("web-1", "10.0.0.1"));
    assertThat(uses(CREDENTIAL)).isEmpty();
  }

  @Test
  void create_shouldBeKnownAsAUse_beforeSecretsIsAsked() {
    // given
    List<String> seen = new ArrayList<>();
    targets.whileDescribed(request -> seen.addAll(uses(CREDENTIAL)));
    // when
    targets.add("web-1", "10.0.0.1");
    // then
    assertThat(seen).containsExactly("target web-1 (being written)");
    assertThat(uses(CREDENTIAL)).containsExactly("target web-1");
  }

  @Test
  void update_shouldReplaceWhatWasWritten() {
    // given
    TargetView made = targets.add("web-1", "10.0.0.1", Map.of("env", "prod"));
    UUID other = Ids.next();
    targets.credentials().add(other);
    TargetInput input =
        new TargetInput(
            "web-one", "10.0.0.9", 2222, null, other, Map.of(), HostKeyPolicy.STRICT, null);
    // when
    TargetView changed = ann.call(TargetOperations.UPDATE, new UpdateTarget(made.id(), input));
    // then
    assertThat(changed).isEqualTo(get(made.id()));
    assertThat(changed.name()).isEqualTo("web-one");
    assertThat(changed.port()).isEqualTo(2222);
    assertThat(changed.credentialId()).isEqualTo(other);
    assertThat(changed.tags()).isEmpty();
    assertThat(changed.updatedAt()).isAfter(changed.createdAt());
    assertThat(uses(CREDENTIAL)).isEmpty();
    assertThat(uses(other)).containsExactly("target web-one");
  }

  @Test
  void update_shouldTellWhatDiffers_beforeAndAfter() {
    // given
    TargetView made = targets.add("web-1", "10.0.0.1", Map.of("env", "dev", "role", "web"));
    TargetInput input = input("web-1", "10.0.0.9", Map.of("env", "prod", "role", "web"));
    // when
    ann.call(TargetOperations.UPDATE, new UpdateTarget(made.id(), input));
    ann.call(TargetOperations.DELETE, new IdRequest(made.id()));
    // then
    List<EventEnvelope> told = targets.harness().toldOf(made.id());
    assertThat(told)
        .extracting(EventEnvelope::type, EventEnvelope::actor)
        .containsExactly(
            tuple("target.created", "ann"),
            tuple("target.updated", "ann"),
            tuple("target.deleted", "ann"));
    JsonNode change = told.get(1).data();
    assertThat(change.get("name").asText()).isEqualTo("web-1");
    assertThat(change.get("before").toString())
        .isEqualTo("{\"host\":\"10.0.0.1\",\"tags\":{\"env\":\"dev\"}}");
    assertThat(change.get("after").toString())
        .isEqualTo("{\"host\":\"10.0.0.9\",\"tags\":{\"env\":\"prod\"}}");
    assertThat(told.getLast().data().at("/before/host").asText()).isEqualTo("10.0.0.9");
  }

  @Test
  void update_shouldRefuse_whenTheNewCredentialDoesNotExist() {
    // given
    TargetView made = targets.add("web-1", "10.0.0.1");
    UUID unknown = Ids.next();
    TargetInput input = new TargetInput("web-1", "10.0.0.1", null, null, unknown, null, null, null);
    // then
    refuses(
        ErrorCode.UNKNOWN_CREDENTIAL,
        () -> ann.call(TargetOperations.UPDATE, new UpdateTarget(made.id(), input)));
    assertThat(get(made.id()).credentialId()).isEqualTo(CREDENTIAL);
    assertThat(uses(unknown)).isEmpty();
  }

  @Test
  void update_shouldNotNeedSecrets_whenTheCredentialStays() {
    // given
    TargetView made = targets.add("web-1", "10.0.0.1");
    targets.credentials().clear();
    // when
    TargetView changed =
        ann.call(
            TargetOperations.UPDATE,
            new UpdateTarget(made.id(), input("web-1", "10.0.0.1", Map.of("env", "test"))));
    // then
    assertThat(changed.tags()).containsEntry("env", "test");
  }

  @Test
  void delete_shouldRefuse_whileAJobOrAnExecutionNeedsIt() {
    // given
    UUID id = targets.add("web-1", "10.0.0.1").id();
    targets.jobUses("job deploy");
    targets.executionUses("execution 42");
    // when
    OpsException refusal =
        refuses(
            ErrorCode.TARGET_IN_USE, () -> ann.call(TargetOperations.DELETE, new IdRequest(id)));
    // then
    assertThat(refusal.getMessage())
        .isEqualTo("The target web-1 is used by job deploy, execution 42");
    assertThat(get(id).name()).isEqualTo("web-1");
  }

  @Test
  void delete_shouldFreeNameAddressAndCredential_andKeepTheRow() {
    // given
    UUID id = targets.add("web-1", "10.0.0.1").id();
    // when
    ann.call(TargetOperations.DELETE, new IdRequest(id));
    // then
    refuses(ErrorCode.NOT_FOUND, () -> get(id));
    refuses(ErrorCode.NOT_FOUND, () -> ann.call(TargetOperations.DELETE, new IdRequest(id)));
    assertThat(uses(CREDENTIAL)).isEmpty();
    assertThat(targets.add("web-1", "10.0.0.1").id()).isNotEqualTo(id);
    assertThat(targets.harness().db().list("SELECT id FROM targets", row -> row.getUUID(0)))
        .hasSize(2)
        .contains(id);
  }

  @Test
  void list_shouldGoByName_inParts_narrowedByASelector() {
    // given
    for (String name : List.of("c", "a", "e", "d", "b")) {
      targets.add(name, name + ".example", Map.of("vowel", "ae".contains(name) ? "yes" : "no"));
    }
    // then
    assertThat(names(null)).containsExactly("a", "b", "c", "d", "e");
    assertThat(names("vowel=no")).containsExactly("b", "c", "d");
    assertThat(names("vowel=maybe")).isEmpty();
    refuses(ErrorCode.BAD_SELECTOR, () -> names("vowel="));
    refuses(
        ErrorCode.BAD_CURSOR,
        () -> ann.call(TargetOperations.LIST, new ListTargets(new PageRequest(2, "\u00a7"), null)));
  }

  private List<String> names(String selector) {
    List<String> names = new ArrayList<>();
    String cursor = null;
    do {
      TargetPage page =
          ann.call(TargetOperations.LIST, new ListTargets(new PageRequest(2, cursor), selector));
      page.items().forEach(item -> names.add(item.name()));
      cursor = page.nextCursor();
    } while (cursor != null);
    return names;
  }

  @Test
  void resolve_shouldKeepTheOrderOfIds_andNameUnknownOnes() {
    // given
    UUID a = targets.add("a", "a.example").id();
    UUID b = targets.add("b", "b.example").id();
    UUID unknown = Ids.next();
    // then
    assertThat(resolve(new TargetSelection(List.of(b, a), null)))
        .extracting(TargetRef::name)
        .containsExactly("b", "a");
    OpsException refusal =
        refuses(
            ErrorCode.UNKNOWN_TARGET,
            () -> resolve(new TargetSelection(List.of(a, unknown), null)));
    assertThat(refusal.getMessage()).isEqualTo("There is no target " + unknown);
    assertThat(refusal.errors().getFirst().pointer()).isEqualTo("/targets/ids/1");
  }

  @Test
  void resolve_shouldGoByName_forASelector() {
    // given
    targets.add("b", "b.example", Map.of("env", "prod"));
    targets.add("a", "a.example", Map.of("env", "prod"));
    targets.add("c", "c.example", Map.of("env", "test"));
    // then
    assertThat(resolve(new TargetSelection(null, "env=prod")))
        .extracting(TargetRef::name)
        .containsExactly("a", "b");
    refuses(ErrorCode.NO_TARGET_MATCHES, () -> resolve(new TargetSelection(null, "env=staging")));
    OpsException bad =
        refuses(ErrorCode.BAD_SELECTOR, () -> resolve(new TargetSelection(null, "env in prod")));
    assertThat(bad.errors().getFirst().detail()).isEqualTo("expected ( at position 8");
    assertThat(bad.errors().getFirst().pointer()).isEqualTo("/targets/selector");
    refuses(
        ErrorCode.BAD_SELECTOR,
        () -> ann.call(TargetOperations.CHECK_SELECTOR, new SelectorCheck("env in prod")));
    ann.call(TargetOperations.CHECK_SELECTOR, new SelectorCheck("env in (prod)"));
  }

  private List<TargetRef> resolve(TargetSelection selection) {
    return ann.call(TargetOperations.RESOLVE, new ResolveTargets(selection)).targets();
  }

  @Test
  void connections_shouldTellOfThoseThatExist() {
    // given
    UUID a = targets.add("a", "a.example").id();
    UUID gone = targets.add("b", "b.example").id();
    ann.call(TargetOperations.DELETE, new IdRequest(gone));
    // when
    List<TargetConnection> connections =
        targets
            .harness()
            .service("executions")
            .call(
                TargetOperations.CONNECTIONS,
                new GetConnections(Ids.DEFAULT_ORGANIZATION, List.of(a, gone, Ids.next())))
            .connections();
    // then
    assertThat(connections)
        .containsExactly(
            new TargetConnection(
                Ids.DEFAULT_ORGANIZATION,
                a,
                "a",
                "a.example",
                22,
                ConnectionType.SSH,
                CREDENTIAL,
                0,
                HostKeyPolicy.TRUST_FIRST_USE,
                null));
  }

  @Test
  void everyOperation_shouldFollowPermissionsAndOrganizations() {
    // given
    UUID id = targets.add("web-1", "10.0.0.1").id();
    IdRequest request = new IdRequest(id);
    UpdateTarget update = new UpdateTarget(id, input("x", "x.example", Map.of()));
    TestClient viewer = targets.harness().user("viewer", "target:read");
    TestClient foreigner = targets.harness().user(TargetsFixture.OTHER_ORGANIZATION, "eve", "*");
    TargetSelection byId = new TargetSelection(List.of(id), null);
    // then
    assertThat(viewer.call(TargetOperations.GET, request).name()).isEqualTo("web-1");
    refuses(ErrorCode.FORBIDDEN, () -> viewer.call(TargetOperations.UPDATE, update));
    refuses(ErrorCode.FORBIDDEN, () -> viewer.call(TargetOperations.DELETE, request));
    refuses(ErrorCode.FORBIDDEN, () -> viewer.call(TargetOperations.TEST, request));
    refuses(
        ErrorCode.FORBIDDEN,
        () -> viewer.call(TargetOperations.CREATE, input("y", "y.example", Map.of())));
    refuses(
        ErrorCode.FORBIDDEN,
        () ->
            viewer.call(
                TargetOperations.CONNECTIONS,
                new GetConnections(Ids.DEFAULT_ORGANIZATION, List.of(id))));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(TargetOperations.GET, request));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(TargetOperations.UPDATE, update));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(TargetOperations.DELETE, request));
    refuses(ErrorCode.NOT_FOUND, () -> foreigner.call(TargetOperations.TEST, request));
    refuses(
        ErrorCode.UNKNOWN_TARGET,
        () -> foreigner.call(TargetOperations.RESOLVE, new ResolveTargets(byId)));
    assertThat(
            foreigner
                .call(TargetOperations.LIST, new ListTargets(PageRequest.first(), "*"))
                .items())
        .isEmpty();
    assertThat(foreigner.call(TargetOperations.CREATE, input("web-1", "10.0.0.1", Map.of())).name())
        .isEqualTo("web-1");
  }

  private TargetView get(UUID id) {
    return ann.call(TargetOperations.GET, new IdRequest(id));
  }

  private static List<String> uses(UUID credentialId) {
    return targets
        .harness()
        .service("secrets")
        .call(TargetOperations.CREDENTIAL_USES, new IdRequest(credentialId))
        .names();
  }
}
