package io.opsconductor.targets;

import static io.opsconductor.targets.TargetsFixture.CREDENTIAL;
import static io.opsconductor.targets.TargetsFixture.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.secrets.LeaseGrant;
import io.opsconductor.contracts.secrets.LeaseRef;
import io.opsconductor.contracts.targets.ConnectionTestResult;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.workers.TestConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TryConnectionIT {
  private static TargetsFixture targets;

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
  void test_shouldGiveALeaseOnTheCredential_onlyWhileItRuns() {
    // given
    UUID id = targets.add("web-1", "10.0.0.1").id();
    List<TestConnection> asked = new ArrayList<>();
    List<LeaseGrant> grants = new ArrayList<>();
    targets.worker(
        request -> {
          asked.add(request);
          grants.add(verify(request.leaseId(), request.fence()));
          grants.add(verify(request.leaseId(), request.fence() + 1));
          grants.add(verify(Ids.next(), request.fence()));
        });
    // when
    ConnectionTestResult result = targets.writer().call(TargetOperations.TEST, new IdRequest(id));
    // then
    assertThat(result.ok()).isTrue();
    TestConnection request = asked.getFirst();
    assertThat(request.connection().targetId()).isEqualTo(id);
    assertThat(request.connection().credentialVersion())
        .isEqualTo(TargetsFixture.CREDENTIAL_VERSION);
    assertThat(request.connectTimeoutMs()).isEqualTo(10_000);
    assertThat(grants)
        .startsWith(
            new LeaseGrant(
                true,
                Ids.DEFAULT_ORGANIZATION,
                CREDENTIAL,
                grants.getFirst().userId(),
                "ann",
                null))
        .endsWith(LeaseGrant.dead(), LeaseGrant.dead())
        .hasSize(3);
    assertThat(grants.getFirst().userId()).isNotNull();
    assertThat(verify(request.leaseId(), request.fence())).isEqualTo(LeaseGrant.dead());
  }

  @Test
  void test_shouldEndTheLease_whenTheWorkerFails() {
    // given
    UUID id = targets.add("web-1", "10.0.0.1").id();
    targets.worker(
        request -> {
          throw new OpsException(ErrorCode.BUSY, "workers is busy; try again");
        });
    // then
    refuses(ErrorCode.BUSY, () -> targets.writer().call(TargetOperations.TEST, new IdRequest(id)));
    assertThat(
            targets.harness().db().list("SELECT id FROM connection_tests", row -> row.getUUID(0)))
        .isEmpty();
  }

  @Test
  void test_shouldSayThatTheCredentialIsGone() {
    // given
    UUID id = targets.add("web-1", "10.0.0.1").id();
    targets.credentials().clear();
    // then
    refuses(
        ErrorCode.UNKNOWN_CREDENTIAL,
        () -> targets.writer().call(TargetOperations.TEST, new IdRequest(id)));
  }

  @Test
  void verify_shouldBeDead_whenTheLeaseHasEnded() {
    // given
    UUID lease = Ids.next();
    targets
        .harness()
        .db()
        .run(
            "INSERT INTO connection_tests (id, organization_id, target_id, credential_id, fence,"
                + " expires_at) VALUES ($1, $2, $2, $2, 5, now() - interval '1 millisecond')",
            lease,
            Ids.DEFAULT_ORGANIZATION);
    // then
    assertThat(verify(lease, 5)).isEqualTo(LeaseGrant.dead());
  }

  private static LeaseGrant verify(UUID leaseId, long fence) {
    return targets
        .harness()
        .service("secrets")
        .call(TargetOperations.VERIFY_LEASE, new LeaseRef("targets", leaseId, fence, "node-a"));
  }
}
