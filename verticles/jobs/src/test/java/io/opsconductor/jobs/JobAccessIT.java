package io.opsconductor.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.GetJob;
import io.opsconductor.contracts.jobs.JobOperations;
import io.opsconductor.contracts.jobs.JobView;
import io.opsconductor.contracts.jobs.UpdateJob;
import io.opsconductor.contracts.targets.ResolvedTargets;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.targets.TargetRef;
import io.opsconductor.contracts.users.Entitlement;
import io.opsconductor.contracts.users.Entitlements;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.testing.Overtaken;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Jobs are judged by what they are when they are written, not by what they were before. */
class JobAccessIT {
  private static final Entitlement WEB =
      new Entitlement(
          Ids.next(),
          "web",
          List.of("job:read", "job:write"),
          new GrantObject(ObjectType.JOB, null, "folder=/web"),
          GrantEffect.ALLOW,
          null);

  private static ServiceHarness harness;

  @BeforeAll
  static void start() {
    TargetRef target = new TargetRef(JobsFixture.TARGET, "web-1", "127.0.0.1", 22);
    harness =
        ServiceHarness.builder()
            .group(new JobsGroup())
            .serves(
                TargetOperations.RESOLVE, (request, call) -> new ResolvedTargets(List.of(target)))
            .serves(UserOperations.ENTITLEMENTS, (request, call) -> new Entitlements(List.of(WEB)))
            .start();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @Test
  void writes_shouldBeJudgedByTheJobAsItIsThen_whenItIsMovedMeanwhile() {
    // given
    TestClient ann = harness.user("ann", "job:read", "job:write", "target:read");
    TestClient carol = harness.user("carol", "job:read@some", "job:write@some", "target:read");
    JobView job = ann.call(JobOperations.CREATE, JobsFixture.job("web/deploy"));
    UpdateJob update = new UpdateJob(job.id(), JobsFixture.job("web/deploy", "rm -rf /srv"), null);
    // when, then
    refusesMoved(job.id(), () -> carol.call(JobOperations.UPDATE, update));
    refusesMoved(job.id(), () -> carol.call(JobOperations.DELETE, new IdRequest(job.id())));
    assertThat(ann.call(JobOperations.GET, new GetJob(job.id(), null)).version()).isEqualTo(1);
    // and
    rename(job.id(), "web/deploy");
    assertThat(carol.call(JobOperations.UPDATE, update).version()).isEqualTo(2);
  }

  private static void refusesMoved(UUID id, Supplier<?> write) {
    rename(id, "web/deploy");
    assertThatThrownBy(
            () -> Overtaken.by(harness.db(), tx -> tx.run(RENAME, id, "prod/deploy"), write))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo("not_found"));
  }

  private static final String RENAME = "UPDATE jobs SET name = $2 WHERE id = $1";

  private static void rename(UUID id, String name) {
    harness.db().run(RENAME, id, name);
  }
}
