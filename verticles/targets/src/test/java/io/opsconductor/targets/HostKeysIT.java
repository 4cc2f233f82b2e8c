package io.opsconductor.targets;

import static io.opsconductor.targets.TargetsFixture.input;
import static io.opsconductor.targets.TargetsFixture.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.targets.HostKeyPolicy;
import io.opsconductor.contracts.targets.HostKeyVerdict;
import io.opsconductor.contracts.targets.ObserveHostKey;
import io.opsconductor.contracts.targets.SetHostKey;
import io.opsconductor.contracts.targets.TargetInput;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetView;
import io.opsconductor.contracts.targets.UpdateTarget;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.SshKeyFile;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostKeysIT {
  @TempDir static Path directory;
  private static TargetsFixture targets;
  private static String first;
  private static String second;

  private final TestClient ann = targets.writer();
  private final TestClient workers = targets.harness().service("workers");

  @BeforeAll
  static void start() {
    targets = new TargetsFixture();
    first = SshKeyFile.generate(directory, "first", "ed25519", "").hostKey();
    second = SshKeyFile.generate(directory, "second", "ecdsa", "").hostKey();
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
  void create_shouldKeepTheKeyWithoutItsComment() {
    // given
    SshKeyFile rsa = SshKeyFile.generate(directory, "rsa-key", "rsa", "");
    // when
    TargetView made = create(HostKeyPolicy.STRICT, rsa.publicKey());
    // then
    assertThat(made.hostKey()).isEqualTo(rsa.hostKey());
    assertThat(made.hostKeyFingerprint()).startsWith("SHA256:");
    refuses(
        ErrorCode.BAD_HOST_KEY,
        () -> ann.call(TargetOperations.CREATE, input("x", "x", null, "ssh-rsa AAAA")));
  }

  @Test
  void observe_shouldPinTheFirstKey_andRefuseEveryOther() {
    // given
    UUID id = create(HostKeyPolicy.TRUST_FIRST_USE, null).id();
    // when
    HostKeyVerdict pinned = observe(id, first + " comment");
    HostKeyVerdict again = observe(id, first);
    HostKeyVerdict other = observe(id, second);
    // then
    assertThat(pinned).isEqualTo(new HostKeyVerdict(true, first));
    assertThat(again).isEqualTo(pinned);
    assertThat(other).isEqualTo(new HostKeyVerdict(false, first));
    assertThat(targets.eventTypes())
        .containsExactly("target.created", "target.host_key_pinned", "target.host_key_refused");
    JsonNode refused = targets.events().getLast();
    assertThat(refused.at("/data/recordedFingerprint").asText()).startsWith("SHA256:");
    assertThat(refused.at("/data/seenFingerprint").asText())
        .startsWith("SHA256:")
        .isNotEqualTo(refused.at("/data/recordedFingerprint").asText());
    assertThat(refused.get("organizationId").asText())
        .isEqualTo(Ids.DEFAULT_ORGANIZATION.toString());
  }

  @Test
  void observe_shouldPinOneKeyOnly_whenManyAreSeenAtOnce() {
    // given
    UUID id = create(HostKeyPolicy.TRUST_FIRST_USE, null).id();
    // when
    List<Future<HostKeyVerdict>> verdicts = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      ObserveHostKey request =
          new ObserveHostKey(Ids.DEFAULT_ORGANIZATION, id, i % 2 == 0 ? first : second);
      verdicts.add(workers.send(TargetOperations.OBSERVE_HOST_KEY, request));
    }
    Future.all(verdicts).await();
    // then
    assertThat(verdicts).filteredOn(verdict -> verdict.result().accepted()).hasSize(10);
    assertThat(verdicts)
        .extracting(verdict -> verdict.result().hostKey())
        .containsOnly(get(id).hostKey());
    assertThat(targets.eventTypes()).filteredOn("target.host_key_pinned"::equals).hasSize(1);
  }

  @Test
  void observe_shouldRefuseTheFirstKeyToo_underStrict() {
    // given
    UUID id = create(HostKeyPolicy.STRICT, null).id();
    // then
    assertThat(observe(id, first)).isEqualTo(new HostKeyVerdict(false, null));
    assertThat(get(id).hostKey()).isNull();
    ann.call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, first));
    assertThat(observe(id, first)).isEqualTo(new HostKeyVerdict(true, first));
  }

  @Test
  void observe_shouldNotFindATargetOfAnotherOrganization() {
    UUID id = create(HostKeyPolicy.TRUST_FIRST_USE, null).id();
    ObserveHostKey foreign = new ObserveHostKey(Ids.next(), id, first);
    refuses(ErrorCode.NOT_FOUND, () -> workers.call(TargetOperations.OBSERVE_HOST_KEY, foreign));
  }

  @Test
  void set_shouldRecordOldAndNewFingerprint() {
    // given
    UUID id = create(HostKeyPolicy.TRUST_FIRST_USE, first).id();
    // when
    TargetView changed = ann.call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, second));
    ann.call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, second));
    // then
    assertThat(changed.hostKey()).isEqualTo(second);
    assertThat(targets.eventTypes()).containsExactly("target.created", "target.host_key_accepted");
    JsonNode data = targets.events().getLast().get("data");
    assertThat(data.at("/after/hostKeyFingerprint").asText())
        .isEqualTo(changed.hostKeyFingerprint());
    assertThat(data.at("/before/hostKeyFingerprint").asText())
        .startsWith("SHA256:")
        .isNotEqualTo(changed.hostKeyFingerprint());
    refuses(
        ErrorCode.BAD_HOST_KEY,
        () -> ann.call(TargetOperations.SET_HOST_KEY, new SetHostKey(id, "ssh-rsa AAAA")));
  }

  @Test
  void update_shouldForgetTheKey_onlyWhenTheAddressChanges() {
    // given
    UUID id = create(HostKeyPolicy.TRUST_FIRST_USE, first).id();
    // then
    assertThat(update(id, "WEB.example", 22, null).hostKey()).isEqualTo(first);
    assertThat(update(id, "web.example", 2222, null).hostKey()).isNull();
    assertThat(update(id, "other.example", 22, second).hostKey()).isEqualTo(second);
    assertThat(targets.eventTypes()).last().isEqualTo("target.host_key_accepted");
  }

  private TargetView update(UUID id, String host, int port, String hostKey) {
    TargetInput input =
        new TargetInput("web", host, port, null, TargetsFixture.CREDENTIAL, null, null, hostKey);
    return ann.call(TargetOperations.UPDATE, new UpdateTarget(id, input));
  }

  private TargetView create(HostKeyPolicy policy, String hostKey) {
    return ann.call(TargetOperations.CREATE, input("web", "web.example", policy, hostKey));
  }

  private HostKeyVerdict observe(UUID id, String key) {
    return workers.call(
        TargetOperations.OBSERVE_HOST_KEY, new ObserveHostKey(Ids.DEFAULT_ORGANIZATION, id, key));
  }

  private TargetView get(UUID id) {
    return ann.call(TargetOperations.GET, new IdRequest(id));
  }
}
