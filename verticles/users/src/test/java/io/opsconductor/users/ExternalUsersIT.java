package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.ExternalUser;
import io.opsconductor.contracts.users.ListMembers;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExternalUsersIT {
  private static final String CORP = "corp";
  private static final SecretText PASSWORD = new SecretText("correct horse battery");

  private static ServiceHarness harness;
  private static TestClient admin;
  private static TestClient auth;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.REVOKE_USER_SESSIONS, (request, call) -> new SessionsEnded(0))
            .start();
    admin = harness.user("admin", "*");
    auth = harness.service("auth");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static ExternalUser external(
      UUID id, String username, List<String> roles, List<String> teams) {
    return new ExternalUser(id, Ids.DEFAULT_ORGANIZATION, username, null, CORP, true, roles, teams);
  }

  private static Principal apply(ExternalUser user) {
    return auth.call(UserOperations.APPLY_EXTERNAL, user);
  }

  private static UserView local(String username, String... roles) {
    return admin.call(UserOperations.CREATE, new CreateUser(username, PASSWORD, List.of(roles)));
  }

  private static TeamView team(String name) {
    return admin.call(AccessOperations.CREATE_TEAM, new TeamInput(name, null));
  }

  private static List<UUID> members(TeamView team) {
    return admin
        .call(
            AccessOperations.LIST_MEMBERS, new ListMembers(team.id(), new PageRequest(null, null)))
        .items()
        .stream()
        .map(UserView::id)
        .toList();
  }

  private static void setRoles(UUID id, String... roles) {
    admin.call(UserOperations.UPDATE, new UpdateUser(id, List.of(roles), null, null, null));
  }

  private static int events(String type, UUID id) {
    return harness
        .db()
        .one(
            "SELECT count(*)::int AS n FROM outbox WHERE envelope->>'type' = $1"
                + " AND envelope->>'resourceId' = $2",
            row -> row.getInteger("n"),
            type,
            id.toString())
        .orElseThrow();
  }

  private static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  @Test
  void apply_shouldMakeTheUserOnce_whenItIsAskedTwice() {
    // given
    UUID id = Ids.next();
    ExternalUser given =
        new ExternalUser(
            id,
            Ids.DEFAULT_ORGANIZATION,
            "ext-ann",
            "ann@example.net",
            CORP,
            true,
            List.of("operator", "no-such-role"),
            List.of("no such team"));
    // when
    Principal first = apply(given);
    Principal second = apply(given);
    // then
    assertThat(first).isEqualTo(second);
    assertThat(first.id()).isEqualTo(id);
    assertThat(first.roles()).containsExactly("operator");
    UserView seen = admin.call(UserOperations.GET, new IdRequest(id));
    assertThat(seen.email()).isEqualTo("ann@example.net");
    assertThat(events("user.created", id)).isEqualTo(1);
    assertThat(events("user.mapped", id)).isEqualTo(1);
  }

  @Test
  void apply_shouldTakeNoAccountOver_whenTheNameIsTaken() {
    // given
    UserView bob = local("ext-bob", "viewer");
    // when
    refusedWith(
        ErrorCode.USERNAME_TAKEN,
        () -> apply(external(Ids.next(), "EXT-Bob", List.of("admin"), List.of())));
    // then
    assertThat(admin.call(UserOperations.GET, new IdRequest(bob.id()))).isEqualTo(bob);
  }

  @Test
  void apply_shouldMakeNobody_whenThatIsNotAsked() {
    ExternalUser nobody =
        new ExternalUser(
            Ids.next(),
            Ids.DEFAULT_ORGANIZATION,
            "ext-nobody",
            null,
            CORP,
            false,
            List.of(),
            List.of());
    refusedWith(ErrorCode.NOT_FOUND, () -> apply(nobody));
  }

  @Test
  void apply_shouldTakeOnlyWhatItGave_whenGroupsAreGone() {
    // given
    UserView cid = local("ext-cid", "viewer", "auditor");
    TeamView web = team("Ext Web");
    TeamView ops = team("Ext Ops");
    admin.call(AccessOperations.ADD_MEMBER, new TeamMember(ops.id(), cid.id()));
    // when
    Principal given =
        apply(
            external(
                cid.id(), "cid", List.of("viewer", "operator"), List.of("ext web", "Ext Ops")));
    List<UUID> web1 = members(web);
    Principal taken = apply(external(cid.id(), "cid", List.of(), List.of()));
    // then
    assertThat(given.roles()).containsExactly("auditor", "operator", "viewer");
    assertThat(web1).containsExactly(cid.id());
    assertThat(taken.roles()).containsExactly("auditor", "viewer");
    assertThat(members(web)).isEmpty();
    assertThat(members(ops)).containsExactly(cid.id());
  }

  @Test
  void apply_shouldKeepWhatAnotherDirectoryGives_whenOneGivesItNoMore() {
    // given
    UUID id = Ids.next();
    apply(external(id, "ext-dan", List.of("operator"), List.of()));
    ExternalUser other =
        new ExternalUser(
            id,
            Ids.DEFAULT_ORGANIZATION,
            "ext-dan",
            null,
            "other",
            false,
            List.of("operator"),
            List.of());
    apply(other);
    // when, then
    assertThat(apply(external(id, "ext-dan", List.of(), List.of())).roles())
        .containsExactly("operator");
  }

  @Test
  void setRoles_shouldKeepTheMark_whenTheRoleWasTheDirectorys() {
    // given
    UUID id = Ids.next();
    apply(external(id, "ext-eve", List.of("operator"), List.of()));
    // when
    setRoles(id, "operator", "auditor");
    // then
    assertThat(apply(external(id, "ext-eve", List.of(), List.of())).roles())
        .containsExactly("auditor");
  }

  @Test
  void apply_shouldKeepSomebodyInTheTeam_whenSomebodyPutThemInToo() {
    // given
    UUID id = Ids.next();
    TeamView team = team("Ext Both");
    apply(external(id, "ext-fay", List.of(), List.of("Ext Both")));
    admin.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), id));
    // when
    apply(external(id, "ext-fay", List.of(), List.of()));
    // then
    assertThat(members(team)).containsExactly(id);
  }

  @Test
  void apply_shouldChangeNothing_whenTheUserIsDisabled() {
    // given
    UserView gil = local("ext-gil", "viewer");
    admin.call(UserOperations.UPDATE, new UpdateUser(gil.id(), null, null, false, null));
    // when
    Principal seen = apply(external(gil.id(), "gil", List.of("operator"), List.of()));
    // then
    assertThat(seen.enabled()).isFalse();
    assertThat(seen.roles()).containsExactly("viewer");
  }

  @Test
  void apply_shouldKeepTheLastAdministrator_whenTheGroupIsGone() {
    // given: the role that nobody gave by hand is the only one
    UUID id = Ids.next();
    apply(external(id, "ext-root", List.of("admin", "operator"), List.of()));
    setRoles(Ids.ADMIN_USER, "viewer");
    // when
    Principal last = apply(external(id, "ext-root", List.of(), List.of()));
    setRoles(Ids.ADMIN_USER, "admin");
    Principal later = apply(external(id, "ext-root", List.of(), List.of()));
    // then
    assertThat(last.roles()).containsExactly("admin");
    assertThat(later.roles()).isEmpty();
  }
}
