package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.GrantView;
import io.opsconductor.contracts.users.OrganizationInput;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.OrganizationView;
import io.opsconductor.contracts.users.RoleInput;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.contracts.users.ServiceAccountInput;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.SubjectType;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.contracts.users.UpdateOrganization;
import io.opsconductor.contracts.users.UpdateRole;
import io.opsconductor.contracts.users.UpdateServiceAccount;
import io.opsconductor.contracts.users.UpdateTeam;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Of every change it is told who made it, what was before, and what is after. */
class ChangeEventsIT {
  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.FORGET_USER, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.END_ACCOUNT_TOKENS, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.REVOKE_USER_SESSIONS, (request, call) -> new SessionsEnded(1))
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static List<String> told(UUID id) {
    List<EventEnvelope> events = harness.toldOf(id);
    assertThat(events).allSatisfy(event -> assertThat(event.actor()).isEqualTo("admin"));
    return events.stream()
        .map(
            event ->
                "%s %s -> %s"
                    .formatted(
                        event.type(), event.data().path("before"), event.data().path("after")))
        .toList();
  }

  @Test
  void user_shouldBeToldWithBeforeAndAfter_whenItIsMadeChangedAndDeleted() {
    // given
    SecretText password = new SecretText("correct horse battery");
    UserView user =
        admin.call(UserOperations.CREATE, new CreateUser("uma", password, List.of("viewer")));
    // when
    admin.call(
        UserOperations.UPDATE,
        new UpdateUser(user.id(), List.of("operator"), "uma@example.org", null, null));
    admin.call(UserOperations.UPDATE, new UpdateUser(user.id(), null, null, false, null));
    admin.call(UserOperations.DELETE, new DeleteUser(user.id(), null));
    // then
    assertThat(told(user.id()))
        .containsExactly(
            "user.created  -> {\"roles\":[\"viewer\"],\"enabled\":true,\"username\":\"uma\"}",
            "user.updated {\"roles\":[\"viewer\"]}"
                + " -> {\"email\":\"uma@example.org\",\"roles\":[\"operator\"]}",
            "user.updated {\"enabled\":true} -> {\"enabled\":false}",
            "user.deleted"
                + " {\"email\":\"uma@example.org\",\"roles\":[\"operator\"],\"enabled\":false,\"username\":\"uma\"}"
                + " -> ");
  }

  @Test
  void team_shouldBeToldWithBeforeAndAfter_whenItAndItsMembersChange() {
    // given
    TeamView team = admin.call(AccessOperations.CREATE_TEAM, new TeamInput("Web", null));
    UserView user =
        admin.call(
            UserOperations.CREATE,
            new CreateUser("tom", new SecretText("correct horse battery"), List.of()));
    // when
    admin.call(AccessOperations.UPDATE_TEAM, new UpdateTeam(team.id(), null, "of the web", null));
    admin.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), user.id()));
    admin.call(AccessOperations.REMOVE_MEMBER, new TeamMember(team.id(), user.id()));
    admin.call(AccessOperations.DELETE_TEAM, new VersionedId(team.id()));
    // then
    assertThat(told(team.id()))
        .containsExactly(
            "team.created  -> {\"name\":\"Web\"}",
            "team.updated {} -> {\"description\":\"of the web\"}",
            "team.member_added  -> {\"member\":\"tom\"}",
            "team.member_removed {\"member\":\"tom\"} -> ",
            "team.deleted {\"name\":\"Web\",\"description\":\"of the web\"} -> ");
  }

  @Test
  void role_shouldBeToldWithBeforeAndAfter_whenItIsMadeChangedAndDeleted() {
    // given
    RoleInput input = new RoleInput("reader", null, List.of("job:read"));
    RoleView role = admin.call(AccessOperations.CREATE_ROLE, input);
    List<String> more = List.of("job:read", "target:read");
    // when
    admin.call(AccessOperations.UPDATE_ROLE, new UpdateRole(role.id(), null, more, null));
    admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id()));
    // then
    assertThat(told(role.id()))
        .containsExactly(
            "role.created  -> {\"name\":\"reader\",\"permissions\":[\"job:read\"]}",
            "role.updated {\"permissions\":[\"job:read\"]}"
                + " -> {\"permissions\":[\"job:read\",\"target:read\"]}",
            "role.deleted {\"name\":\"reader\",\"permissions\":[\"job:read\",\"target:read\"]} ->"
                + " ");
  }

  @Test
  void grant_shouldBeToldWhole_whenItIsMadeAndTakenAway() {
    // given
    TeamView team = admin.call(AccessOperations.CREATE_TEAM, new TeamInput("Granted", null));
    GrantSubject subject = new GrantSubject(SubjectType.TEAM, team.id());
    GrantInput input = new GrantInput(subject, "viewer", null, GrantEffect.ALLOW);
    // when
    GrantView grant = admin.call(AccessOperations.CREATE_GRANT, input);
    admin.call(AccessOperations.DELETE_GRANT, new IdRequest(grant.id()));
    // then
    List<EventEnvelope> events = harness.toldOf(grant.id());
    assertThat(events)
        .extracting(EventEnvelope::type)
        .containsExactly("grant.created", "grant.deleted");
    assertThat(events.getFirst().data().at("/after/role").asText()).isEqualTo("viewer");
    assertThat(events.getLast().data().get("before"))
        .isEqualTo(events.getFirst().data().get("after"));
  }

  @Test
  void serviceAccount_shouldBeToldWithBeforeAndAfter_whenItIsMadeChangedAndDeleted() {
    // given
    TeamView team = admin.call(AccessOperations.CREATE_TEAM, new TeamInput("Owners", null));
    ServiceAccountView account =
        admin.call(
            ServiceAccountOperations.CREATE,
            new ServiceAccountInput("deploy", null, team.id(), List.of("viewer")));
    // when
    admin.call(
        ServiceAccountOperations.UPDATE,
        new UpdateServiceAccount(account.id(), null, null, null, null, false, null));
    admin.call(ServiceAccountOperations.DELETE, new VersionedId(account.id()));
    // then
    List<String> told = told(account.id());
    assertThat(told.getFirst()).startsWith("service_account.created  -> {").contains("deploy");
    assertThat(told.get(1))
        .isEqualTo("service_account.updated {\"enabled\":true} -> {\"enabled\":false}");
    assertThat(told.getLast()).startsWith("service_account.deleted {").endsWith("} -> ");
  }

  @Test
  void organization_shouldBeToldWithBeforeAndAfter_whenItIsMadeAndLimited() {
    // given
    OrganizationLimits limited = new OrganizationLimits(5, null, null, null, null);
    OrganizationView made =
        admin.call(OrganizationOperations.CREATE, new OrganizationInput("Acme", null));
    // when
    admin.call(
        OrganizationOperations.UPDATE, new UpdateOrganization(made.id(), null, limited, null));
    // then
    assertThat(told(made.id()).getLast())
        .isEqualTo("organization.updated {\"limits\":{}} -> {\"limits\":{\"users\":5}}");
    assertThat(told(made.id()).getFirst())
        .startsWith("organization.created  -> {")
        .contains("Acme");
  }
}
