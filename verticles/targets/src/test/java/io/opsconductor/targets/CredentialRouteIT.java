package io.opsconductor.targets;

import static io.opsconductor.targets.TargetsFixture.CREDENTIAL;
import static io.opsconductor.targets.TargetsFixture.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.SetHostKey;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.targets.UpdateTarget;
import io.opsconductor.platform.testing.Overtaken;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.SshKeyFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where a stored password goes is decided by nobody who may not use it. */
class CredentialRouteIT {
  private static final Map<String, String> TAGS = Map.of("env", "dev");

  @TempDir static Path directory;
  private static TargetsFixture targets;
  private static String key;
  private static String forged;

  private final AtomicInteger tests = new AtomicInteger();
  private UUID id;

  @BeforeAll
  static void start() {
    targets = new TargetsFixture();
    key = SshKeyFile.generate(directory, "key", "ed25519", "").hostKey();
    forged = SshKeyFile.generate(directory, "forged", "ed25519", "").hostKey();
  }

  @AfterAll
  static void stop() {
    targets.close();
  }

  @BeforeEach
  void reset() {
    targets.reset();
    targets.worker(request -> tests.incrementAndGet());
    id = targets.writer().call(TargetOperations.CREATE, kept()).id();
  }

  private static TargetInput kept() {
    return new TargetInput(
        "web-1", "10.0.0.1", 22, null, CREDENTIAL, TAGS, HostKeyPolicy.STRICT, key);
  }

  /** Writes and tests targets, and uses no credential. */
  private static TestClient mallory() {
    return targets.harness().user("mallory", "target:read", "target:write", "target:test");
  }

  /** The same, and uses some credentials. */
  private static TestClient bob() {
    return targets
        .harness()
        .user("bob", "target:read", "target:write", "target:test", "secret:use@some");
  }

  static List<TargetInput> elsewhere() {
    return List.of(
        with("10.6.6.6", 22, HostKeyPolicy.STRICT, null),
        with("10.6.6.6", 22, HostKeyPolicy.STRICT, forged),
        with("10.6.6.6", 22, HostKeyPolicy.STRICT, key),
        with("10.0.0.1", 2222, HostKeyPolicy.STRICT, key),
        with("10.0.0.1", 22, HostKeyPolicy.TRUST_FIRST_USE, key),
        with("10.0.0.1", 22, null, null),
        with("10.0.0.1", 22, HostKeyPolicy.STRICT, forged));
  }

  private static TargetInput with(String host, int port, HostKeyPolicy policy, String hostKey) {
    return new TargetInput("web-1", host, port, null, CREDENTIAL, TAGS, policy, hostKey);
  }

  @ParameterizedTest
  @MethodSource("elsewhere")
  void update_shouldNeedUseOfTheCredential_whenItWouldLeadElsewhere(TargetInput input) {
    // given
    UpdateTarget update = new UpdateTarget(id, input);
    TargetView before = get();
    // when, then
    refuses(ErrorCode.FORBIDDEN, () -> mallory().call(TargetOperations.UPDATE, update));
    refuses(ErrorCode.FORBIDDEN, () -> bob().call(TargetOperations.UPDATE, update));
    assertThat(get()).isEqualTo(before);
    // and
    targets.usable().add(CREDENTIAL);
    assertThat(bob().call(TargetOperations.UPDATE, update).host()).isEqualTo(input.host());
  }

  @Test
  void update_shouldNotNeedIt_whenItLeadsToTheSameHost() {
    // given
    TargetInput renamed =
        new TargetInput(
            "web-one",
            "10.0.0.1",
            22,
            null,
            CREDENTIAL,
            Map.of("env", "prod"),
            HostKeyPolicy.STRICT,
            null);
    // when
    TargetView after = mallory().call(TargetOperations.UPDATE, new UpdateTarget(id, renamed));
    // then
    assertThat(after.name()).isEqualTo("web-one");
    assertThat(after.hostKey()).isEqualTo(key);
  }

  @Test
  void update_shouldNotLeadBack_whenItWasLedElsewhereMeanwhile() {
    // given
    UpdateTarget same = new UpdateTarget(id, kept());
    // when, then
    refuses(
        ErrorCode.CONFLICT,
        () ->
            Overtaken.by(
                targets.harness().db(),
                tx -> tx.run("UPDATE targets SET host = '10.0.0.9' WHERE id = $1", id),
                () -> mallory().call(TargetOperations.UPDATE, same)));
    assertThat(get().host()).isEqualTo("10.0.0.9");
  }

  @Test
  void setHostKey_shouldNeedUseOfTheCredential_whenTheKeyIsAnother() {
    // given
    SetHostKey another = new SetHostKey(id, forged);
    // when, then
    refuses(ErrorCode.FORBIDDEN, () -> mallory().call(TargetOperations.SET_HOST_KEY, another));
    refuses(ErrorCode.FORBIDDEN, () -> bob().call(TargetOperations.SET_HOST_KEY, another));
    assertThat(mallory().call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, key)).hostKey())
        .isEqualTo(key);
    // and
    targets.usable().add(CREDENTIAL);
    assertThat(bob().call(TargetOperations.SET_HOST_KEY, another).hostKey()).isEqualTo(forged);
  }

  @Test
  void setHostKey_shouldBeRefused_whenTheTargetGotAnotherCredentialMeanwhile() {
    // given
    targets.usable().add(CREDENTIAL);
    // when, then
    refuses(
        ErrorCode.CONFLICT,
        () ->
            Overtaken.by(
                targets.harness().db(),
                tx -> tx.run("UPDATE targets SET credential_id = $2 WHERE id = $1", id, Ids.next()),
                () -> bob().call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, forged))));
    assertThat(get().hostKey()).isEqualTo(key);
  }

  @Test
  void test_shouldNeedUseOfTheCredential() {
    // given
    IdRequest request = new IdRequest(id);
    // when, then
    refuses(ErrorCode.FORBIDDEN, () -> mallory().call(TargetOperations.TEST, request));
    refuses(ErrorCode.FORBIDDEN, () -> bob().call(TargetOperations.TEST, request));
    assertThat(tests).hasValue(0);
    // and
    targets.usable().add(CREDENTIAL);
    assertThat(bob().call(TargetOperations.TEST, request).ok()).isTrue();
    assertThat(tests).hasValue(1);
  }

  @Test
  void writes_shouldBeJudgedByTheTargetAsItIsThen_whenItIsRetaggedMeanwhile() {
    // given
    targets.granted("env=dev", "target:read", "target:write");
    TestClient carol =
        targets.harness().user("carol", "target:read@some", "target:write@some", "secret:use");
    UpdateTarget same = new UpdateTarget(id, kept());
    // when, then
    refusesRetagged(() -> carol.call(TargetOperations.UPDATE, same));
    refusesRetagged(() -> carol.call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, forged)));
    refusesRetagged(() -> carol.call(TargetOperations.DELETE, new IdRequest(id)));
    assertThat(get().tags()).isEqualTo(Map.of("env", "prod"));
    assertThat(get().hostKey()).isEqualTo(key);
  }

  private void refusesRetagged(Supplier<?> write) {
    retag("dev");
    refuses(
        ErrorCode.NOT_FOUND,
        () -> Overtaken.by(targets.harness().db(), tx -> tx.run(RETAG, id, "prod"), write));
  }

  private static final String RETAG =
      "UPDATE targets SET tags = jsonb_build_object('env', $2::text) WHERE id = $1";

  private void retag(String env) {
    targets.harness().db().run(RETAG, id, env);
  }

  private TargetView get() {
    return targets.writer().call(TargetOperations.GET, new IdRequest(id));
  }
}
