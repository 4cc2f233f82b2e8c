package io.opsconductor.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.secrets.AuthorizeUse;
import io.opsconductor.contracts.secrets.CredentialVersions;
import io.opsconductor.contracts.secrets.DescribeCredentials;
import io.opsconductor.contracts.secrets.SecretOperations;
import io.opsconductor.contracts.targets.ConnectionCategory;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.targets.Uses;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.Entitlements;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.workers.TestConnection;
import io.opsconductor.contracts.workers.WorkerOperations;
import io.opsconductor.platform.access.AccessDecisions;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The service with its neighbours: secrets, jobs, executions and workers as tests want them. */
final class TargetsFixture implements AutoCloseable {
  static final UUID CREDENTIAL = Ids.next();
  static final UUID OTHER_ORGANIZATION = Ids.next();
  static final int CREDENTIAL_VERSION = 7;

  private final Set<UUID> credentials = ConcurrentHashMap.newKeySet();
  private final Set<UUID> usable = ConcurrentHashMap.newKeySet();
  private volatile List<Entitlement> entitlements = List.of();
  private volatile List<String> jobUses = List.of();
  private volatile List<String> executionUses = List.of();
  private volatile Consumer<DescribeCredentials> whileDescribed = request -> {};
  private volatile Consumer<TestConnection> worker = request -> {};
  private final ServiceHarness harness =
      ServiceHarness.builder()
          .group(new TargetsGroup())
          .serves(SecretOperations.DESCRIBE, (request, call) -> describe(request))
          .serves(SecretOperations.AUTHORIZE_USE, (request, call) -> authorize(request))
          .serves(UserOperations.ENTITLEMENTS, (request, call) -> new Entitlements(entitlements))
          .serves(JobOperations.TARGET_USES, (request, call) -> new Uses(jobUses))
          .serves(ExecutionOperations.TARGET_USES, (request, call) -> new Uses(executionUses))
          .serves(WorkerOperations.TEST_CONNECTION, (request, call) -> test(request))
          .start();

  private CredentialVersions describe(DescribeCredentials request) {
    whileDescribed.accept(request);
    Map<UUID, Integer> versions = new HashMap<>();
    request.ids().stream()
        .filter(credentials::contains)
        .forEach(id -> versions.put(id, CREDENTIAL_VERSION));
    return new CredentialVersions(versions);
  }

  private Empty authorize(AuthorizeUse request) {
    if (request.throughJob() || !usable.containsAll(request.ids())) {
      throw AccessDecisions.forbidden("secret:use", ObjectType.CREDENTIAL);
    }
    return Empty.INSTANCE;
  }

  private ConnectionTestResult test(TestConnection request) {
    worker.accept(request);
    return new ConnectionTestResult(true, 5, ConnectionCategory.OK, "Signed in", null);
  }

  /** An empty service with one credential. */
  void reset() {
    harness.db().run("DELETE FROM targets");
    harness.db().run("DELETE FROM outbox");
    credentials.clear();
    credentials.add(CREDENTIAL);
    usable.clear();
    entitlements = List.of();
    jobUses = List.of();
    executionUses = List.of();
    whileDescribed = request -> {};
    worker = request -> {};
  }

  ServiceHarness harness() {
    return harness;
  }

  Set<UUID> credentials() {
    return credentials;
  }

  /** What those may use who have {@code secret:use} on some credentials only. */
  Set<UUID> usable() {
    return usable;
  }

  /** What those may do to targets who have permissions on some of them only. */
  void granted(String selector, String... permissions) {
    GrantObject object = new GrantObject(ObjectType.TARGET, null, selector);
    entitlements =
        List.of(
            new Entitlement(
                Ids.next(), "test", List.of(permissions), object, GrantEffect.ALLOW, null));
  }

  void jobUses(String... names) {
    jobUses = List.of(names);
  }

  void executionUses(String... names) {
    executionUses = List.of(names);
  }

  /** Runs while secrets is asked whether a credential exists. */
  void whileDescribed(Consumer<DescribeCredentials> action) {
    whileDescribed = action;
  }

  /** Runs where the worker would connect. */
  void worker(Consumer<TestConnection> action) {
    worker = action;
  }

  TestClient writer() {
    return harness.user("ann", "target:read", "target:write", "target:test", "secret:use");
  }

  TargetView add(String name, String host) {
    return writer().call(TargetOperations.CREATE, input(name, host, Map.of()));
  }

  TargetView add(String name, String host, Map<String, String> tags) {
    return writer().call(TargetOperations.CREATE, input(name, host, tags));
  }

  static TargetInput input(String name, String host, Map<String, String> tags) {
    return new TargetInput(name, host, null, null, CREDENTIAL, tags, null, null);
  }

  static TargetInput input(String name, String host, HostKeyPolicy policy, String hostKey) {
    return new TargetInput(name, host, null, null, CREDENTIAL, Map.of(), policy, hostKey);
  }

  List<String> eventTypes() {
    return events().stream().map(event -> event.get("type").asText()).toList();
  }

  List<JsonNode> events() {
    return harness
        .db()
        .list(
            "SELECT envelope::text FROM outbox"
                + " WHERE envelope->>'type' <> 'access.denied' ORDER BY created_at, id",
            row -> Wire.decode(row.getString(0), JsonNode.class));
  }

  static OpsException refuses(ErrorCode code, ThrowingCallable call) {
    OpsException refusal = catchThrowableOfType(OpsException.class, call);
    assertThat(refusal).as("refusal").isNotNull();
    assertThat(refusal.code()).as(refusal.getMessage()).isEqualTo(code.wireName());
    return refusal;
  }

  @Override
  public void close() {
    harness.close();
  }
}
