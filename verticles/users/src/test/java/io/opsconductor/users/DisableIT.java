package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.StarterRuns;
import io.opsconductor.contracts.executions.StoppedRuns;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.contracts.users.PrincipalIds;
import io.opsconductor.contracts.users.RunsOfDisabled;
import io.opsconductor.contracts.users.ServiceAccountInput;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.UpdateServiceAccount;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Who disables somebody, and what becomes of what that somebody started. */
@Execution(ExecutionMode.SAME_THREAD)
class DisableIT {
  private static final Queue<StarterRuns> WITHDRAWN = new ConcurrentLinkedQueue<>();
  private static volatile ErrorCode away;
  private static volatile ErrorCode refusal;

  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.FORGET_USER, (request, call) -> Empty.INSTANCE)
            .serves(
                ExecutionOperations.WITHDRAW_RUNS,
                (request, call) -> {
                  fail(away);
                  WITHDRAWN.add(request);
                  return new StoppedRuns(1, 3);
                })
            .serves(
                ExecutionOperations.CANCEL_RUNS,
                (request, call) -> {
                  fail(refusal);
                  return new StoppedRuns(2, 1);
                })
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @BeforeEach
  void reset() {
    WITHDRAWN.clear();
    away = null;
    refusal = null;
  }

  private static void fail(ErrorCode with) {
    if (with != null) {
      throw new OpsException(with, "On purpose");
    }
  }

  private static UserView user(String name) {
    return admin.call(
        UserOperations.CREATE,
        new CreateUser(name, new SecretText("correct horse battery"), List.of("operator")));
  }

  private static UserView disable(UUID id, Boolean cancel) {
    return admin.call(UserOperations.UPDATE, new UpdateUser(id, null, null, false, null, cancel));
  }

  private static List<UUID> ended(UUID... ids) {
    return harness
        .service("executions")
        .call(UserOperations.ENDED_PRINCIPALS, new PrincipalIds(List.of(ids)))
        .ids();
  }

  @Test
  void update_shouldTellWhatRuns_whenItDisables() {
    // given
    UserView ann = user("ann");
    // when
    UserView disabled = disable(ann.id(), null);
    UserView again = disable(ann.id(), false);
    // then
    assertThat(disabled.enabled()).isFalse();
    assertThat(disabled.runs()).isEqualTo(new RunsOfDisabled(1, 3, null, null));
    assertThat(again).isEqualTo(disabled);
    assertThat(WITHDRAWN)
        .contains(new StarterRuns(Ids.DEFAULT_ORGANIZATION, List.of(ann.id())))
        .hasSize(2);
    assertThat(admin.call(UserOperations.GET, new IdRequest(ann.id())).runs()).isNull();
  }

  @Test
  void update_shouldTellWhatItCancelled_whenThatIsAskedFor() {
    // when
    RunsOfDisabled runs = disable(user("bob").id(), true).runs();
    // then
    assertThat(runs.withdrawn()).isEqualTo(1);
    assertThat(runs.cancelled()).isEqualTo(2);
    assertThat(runs.running()).isEqualTo(1);
    assertThat(runs.detail()).contains("Some were left");
  }

  @Test
  void update_shouldDisableAllTheSame_whenNothingMayBeCancelled() {
    // given
    refusal = ErrorCode.FORBIDDEN;
    // when
    UserView carl = disable(user("carl").id(), true);
    // then
    assertThat(carl.enabled()).isFalse();
    assertThat(carl.runs().running()).isEqualTo(3);
    assertThat(carl.runs().cancelled()).isZero();
    assertThat(carl.runs().detail()).contains("execution:cancel");
  }

  @Test
  void update_shouldDisableAllTheSame_whenExecutionsDoNotAnswer() {
    // given
    away = ErrorCode.SERVICE_UNAVAILABLE;
    // when
    UserView dora = disable(user("dora").id(), true);
    // then
    assertThat(dora.enabled()).isFalse();
    assertThat(dora.runs().running()).isNull();
    assertThat(dora.runs().cancelled()).isZero();
    assertThat(dora.runs().detail()).contains("not known");
    assertThat(admin.call(UserOperations.GET, new IdRequest(dora.id())).enabled()).isFalse();
  }

  @Test
  void update_shouldBeRefused_whenItCancelsWithoutDisabling() {
    // given
    UUID id = user("emil").id();
    // when, then
    assertThatThrownBy(() -> new UpdateUser(id, null, null, true, null, true))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.getMessage()).contains("cancelRunning"));
  }

  @Test
  void update_shouldTellWhatRuns_whenItDisablesAServiceAccount() {
    // given
    UUID team = admin.call(AccessOperations.CREATE_TEAM, new TeamInput("Robots", null)).id();
    ServiceAccountView robot =
        admin.call(
            ServiceAccountOperations.CREATE,
            new ServiceAccountInput("robot", null, team, List.of("operator")));
    List<UUID> before = ended(robot.id());
    // when
    ServiceAccountView disabled =
        admin.call(
            ServiceAccountOperations.UPDATE,
            new UpdateServiceAccount(robot.id(), null, null, null, null, false, null, true));
    // then
    assertThat(disabled.runs().cancelled()).isEqualTo(2);
    assertThat(before).isEmpty();
    assertThat(ended(robot.id())).containsExactly(robot.id());
    // when
    admin.call(ServiceAccountOperations.DELETE, new VersionedId(robot.id()));
    // then
    assertThat(WITHDRAWN).hasSize(2);
    assertThat(ended(robot.id())).containsExactly(robot.id());
  }

  @Test
  void endedPrincipals_shouldBeThoseWhoMayNotActAnyMore() {
    // given
    UUID there = user("fred").id();
    UUID disabled = disable(user("gina").id(), null).id();
    UUID deleted = user("hugo").id();
    admin.call(UserOperations.DELETE, new DeleteUser(deleted, null));
    UUID unknown = Ids.next();
    // when, then
    assertThat(ended(there, disabled, deleted, unknown))
        .containsExactlyInAnyOrder(disabled, deleted, unknown);
  }
}
