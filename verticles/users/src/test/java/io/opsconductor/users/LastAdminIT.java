package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.GrantView;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.RoleInput;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.contracts.users.SubjectType;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.contracts.users.UpdateRole;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each test has an organization of its own, with two administrators. */
class LastAdminIT {
  private static final GrantObject ONE = new GrantObject(ObjectType.TARGET, null, "name=db-1");
  private static ServiceHarness harness;

  private UUID organizationId;
  private UUID ann;
  private UUID bea;
  private TestClient asAnn;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.REVOKE_USER_SESSIONS, (request, call) -> new SessionsEnded(0))
            .start();
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  @BeforeEach
  void organization() {
    organizationId = Ids.next();
    harness
        .db()
        .execute(
            "INSERT INTO organizations (id, name) VALUES ($1, $2)",
            organizationId,
            "org-" + organizationId);
    ann = user("admin");
    bea = user("admin");
    asAnn = as(ann);
  }

  private UUID user(String role) {
    UUID id = Ids.next();
    harness
        .db()
        .execute(
            "INSERT INTO users (id, organization_id, username, state) VALUES ($1, $2, $3,"
                + " 'active')",
            id,
            organizationId,
            "u" + id);
    harness.db().execute("INSERT INTO user_roles (user_id, role) VALUES ($1, $2)", id, role);
    return id;
  }

  /** With what the user may now, as auth would tell. */
  private TestClient as(UUID id) {
    return as(id, Set.copyOf(permissions(id)));
  }

  private TestClient as(UUID id, Set<String> permissions) {
    return harness.user(
        new CallerContext.User(id, "u" + id, organizationId, Ids.next(), List.of(), permissions));
  }

  private static List<String> permissions(UUID id) {
    return harness.service("auth").call(UserOperations.PRINCIPAL, new IdRequest(id)).permissions();
  }

  private static GrantInput denial(SubjectType type, UUID subject, String role) {
    return new GrantInput(new GrantSubject(type, subject), role, ONE, GrantEffect.DENY);
  }

  private static GrantView deny(TestClient by, UUID user, String role) {
    return by.call(AccessOperations.CREATE_GRANT, denial(SubjectType.USER, user, role));
  }

  private static void disable(TestClient by, UUID id) {
    by.call(UserOperations.UPDATE, new UpdateUser(id, null, null, false, null));
  }

  private static TeamView deniedTeam(TestClient by, String role) {
    TeamView team =
        by.call(AccessOperations.CREATE_TEAM, new TeamInput("denied " + Ids.next(), null));
    by.call(AccessOperations.CREATE_GRANT, denial(SubjectType.TEAM, team.id(), role));
    return team;
  }

  private static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  @Test
  void deny_shouldBeRefused_whenItLeavesNoAdministratorWhole() {
    // given
    deny(asAnn, bea, "operator");
    TeamView team = deniedTeam(asAnn, "viewer");
    // when, then
    refusedWith(ErrorCode.LAST_ADMIN, () -> deny(asAnn, ann, "operator"));
    refusedWith(
        ErrorCode.LAST_ADMIN,
        () -> asAnn.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), ann)));
    refusedWith(ErrorCode.LAST_ADMIN, () -> disable(asAnn, ann));
    refusedWith(
        ErrorCode.LAST_ADMIN,
        () ->
            asAnn.call(
                UserOperations.UPDATE, new UpdateUser(ann, List.of("viewer"), null, null, null)));
    assertThat(permissions(bea)).doesNotContain("target:run").contains("target:run@some");
  }

  @Test
  void deny_shouldBeRefused_whenTheTeamHoldsTheLastAdministrator() {
    // given
    disable(asAnn, bea);
    TeamView team = asAnn.call(AccessOperations.CREATE_TEAM, new TeamInput("admins", null));
    asAnn.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), ann));
    // when, then
    refusedWith(
        ErrorCode.LAST_ADMIN,
        () ->
            asAnn.call(
                AccessOperations.CREATE_GRANT, denial(SubjectType.TEAM, team.id(), "viewer")));
  }

  @Test
  void deny_shouldLeaveOneWhole_whenAdministratorsDenyEachOtherAtOnce() {
    // given
    TestClient asBea = as(bea);
    // when
    List<Future<GrantView>> asked =
        Stream.of(bea, ann)
            .map(
                other ->
                    (other.equals(bea) ? asAnn : asBea)
                        .send(
                            AccessOperations.CREATE_GRANT,
                            denial(SubjectType.USER, other, "operator")))
            .toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(asked.stream().filter(Future::succeeded)).hasSize(1);
    assertThat(Stream.of(ann, bea).filter(id -> permissions(id).contains("target:run"))).hasSize(1);
  }

  @Test
  void deny_shouldBeForbidden_whenTheOtherMayMore() {
    // given: somebody who may give and take, but is no administrator
    TestClient clerk =
        as(
            user("viewer"),
            Set.of("grant:write", "role:write", "team:write", "target:read", "job:read"));
    RoleView role =
        clerk.call(
            AccessOperations.CREATE_ROLE, new RoleInput("looking", null, List.of("target:read")));
    UUID viewer = user("looking");
    TeamView team =
        asAnn.call(AccessOperations.CREATE_TEAM, new TeamInput("admins and others", null));
    asAnn.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), bea));
    TeamView empty = deniedTeam(clerk, "looking");
    // when, then
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> deny(clerk, bea, "looking"));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(
                AccessOperations.CREATE_GRANT, denial(SubjectType.TEAM, team.id(), "looking")));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> clerk.call(AccessOperations.ADD_MEMBER, new TeamMember(empty.id(), bea)));
    assertThat(permissions(bea)).contains("target:read");
    // and a role that is denied to an administrator does not come to deny more
    asAnn.call(AccessOperations.CREATE_GRANT, denial(SubjectType.USER, bea, "looking"));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(
                AccessOperations.UPDATE_ROLE,
                new UpdateRole(role.id(), null, List.of("target:read", "job:read"), null)));
    // but equals are denied what one has oneself
    assertThat(deny(clerk, viewer, "looking").effect()).isEqualTo(GrantEffect.DENY);
    clerk.call(AccessOperations.ADD_MEMBER, new TeamMember(empty.id(), viewer));
  }

  @Test
  void denials_shouldBeTakenAwayByAdministrators_whenNoneOfThemIsWhole() {
    // given: as an earlier release let it come to be
    deny(asAnn, bea, "operator");
    UUID grantId = Ids.next();
    harness
        .db()
        .execute(
            "INSERT INTO grants (id, organization_id, subject_type, subject_id, role, object_type,"
                + " selector, effect, created_by) VALUES ($1, $2, 'user', $3, 'viewer', 'target',"
                + " 'name=db-1', 'deny', 'somebody')",
            grantId,
            organizationId,
            ann);
    TestClient operator = as(user("operator"), Set.of("grant:write", "target:read"));
    TestClient denied = as(ann);
    // when, then
    assertThat(permissions(ann)).contains("target:read@some");
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> operator.call(AccessOperations.DELETE_GRANT, new IdRequest(grantId)));
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> disable(denied, bea));
    denied.call(AccessOperations.DELETE_GRANT, new IdRequest(grantId));
    assertThat(permissions(ann)).contains("target:read");
    // and once one is whole, denials bind the others again
    TestClient asBea = as(bea);
    GrantView another = deny(asAnn, bea, "viewer");
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> asBea.call(AccessOperations.DELETE_GRANT, new IdRequest(another.id())));
  }
}
