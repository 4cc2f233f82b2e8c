package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.targets.TargetOperations;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.GrantView;
import io.opsconductor.contracts.users.ListGrants;
import io.opsconductor.contracts.users.ListMembers;
import io.opsconductor.contracts.users.ListOrganizations;
import io.opsconductor.contracts.users.ListRoles;
import io.opsconductor.contracts.users.ListTeams;
import io.opsconductor.contracts.users.ListUsers;
import io.opsconductor.contracts.users.ObjectMatches;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.ResetPassword;
import io.opsconductor.contracts.users.RoleInput;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.contracts.users.SubjectType;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.contracts.users.UpdateRole;
import io.opsconductor.contracts.users.UpdateTeam;
import io.opsconductor.contracts.users.UpdateUser;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AccessIT {
  private static final SecretText PASSWORD = new SecretText("correct horse battery");
  private static final UUID KNOWN_TARGET = Ids.next();
  private static final Set<UUID> SIGNED_OUT = ConcurrentHashMap.newKeySet();

  /** Whose sessions auth cannot end now. */
  private static final Set<UUID> STUCK = ConcurrentHashMap.newKeySet();

  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(
                TargetOperations.MATCH,
                (request, call) ->
                    new ObjectMatches(
                        request.id().equals(KNOWN_TARGET)
                            && request.organizationId().equals(Ids.DEFAULT_ORGANIZATION),
                        List.of(),
                        List.of(),
                        null))
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(AuthOperations.FORGET_USER, (request, call) -> Empty.INSTANCE)
            .serves(
                AuthOperations.REVOKE_USER_SESSIONS,
                (request, call) -> {
                  if (STUCK.contains(request.id())) {
                    throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "auth is down");
                  }
                  SIGNED_OUT.add(request.id());
                  return new SessionsEnded(1);
                })
            .serves(
                AuthOperations.SIGN_OUT_USER,
                (request, call) -> {
                  if (STUCK.contains(request.userId())) {
                    throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "auth is down");
                  }
                  SIGNED_OUT.add(request.userId());
                  return new SessionsEnded(1);
                })
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static UserView user(String name, String... roles) {
    return admin.call(UserOperations.CREATE, new CreateUser(name, PASSWORD, List.of(roles)));
  }

  private static UserView change(UserView user, List<String> roles, Boolean enabled) {
    return admin.call(UserOperations.UPDATE, new UpdateUser(user.id(), roles, null, enabled, null));
  }

  private static TeamView team(String name, UserView... members) {
    TeamView team = admin.call(AccessOperations.CREATE_TEAM, new TeamInput(name, null));
    for (UserView member : members) {
      admin.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), member.id()));
    }
    return team;
  }

  private static GrantView grant(SubjectType type, UUID id, String role, GrantObject object) {
    return admin.call(
        AccessOperations.CREATE_GRANT,
        new GrantInput(new GrantSubject(type, id), role, object, GrantEffect.ALLOW));
  }

  private static GrantView deny(UUID userId, String role, GrantObject object) {
    return admin.call(
        AccessOperations.CREATE_GRANT,
        new GrantInput(new GrantSubject(SubjectType.USER, userId), role, object, GrantEffect.DENY));
  }

  private static List<String> permissions(UUID userId) {
    return harness
        .service("auth")
        .call(UserOperations.PRINCIPAL, new IdRequest(userId))
        .permissions();
  }

  private static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  @Test
  void principal_shouldAddUpRolesGrantsAndTeams_whenTheUserHasThem() {
    // given
    UserView ann = user("ann", "viewer");
    TeamView web = team("Web", ann);
    // when
    grant(SubjectType.USER, ann.id(), "operator", new GrantObject(ObjectType.JOB, null, "name~w*"));
    grant(SubjectType.TEAM, web.id(), "manager", null);
    deny(ann.id(), "manager", new GrantObject(ObjectType.TARGET, null, "env=prod"));
    // then
    assertThat(permissions(ann.id()))
        .contains("job:run", "job:write", "target:run@some", "target:read@some", "user:read")
        .doesNotContain("target:read", "user:write", "*");
  }

  @Test
  void clerk_shouldNotTouchAnAdministrator_whoIsOneByAGrantOrATeam() {
    // given
    UserView byGrant = user("boss-grant");
    grant(SubjectType.USER, byGrant.id(), "admin", null);
    UserView byTeam = user("boss-team");
    grant(SubjectType.TEAM, team("Bosses", byTeam).id(), "admin", null);
    UserView onSome = user("boss-some");
    grant(SubjectType.USER, onSome.id(), "operator", new GrantObject(ObjectType.JOB, null, "*"));
    TestClient clerk = harness.user("clerk", "user:read", "user:write");
    // when, then
    for (UserView boss : List.of(byGrant, byTeam, onSome)) {
      refusedWith(
          ErrorCode.MORE_THAN_OWN,
          () -> clerk.call(UserOperations.RESET_PASSWORD, new ResetPassword(boss.id(), PASSWORD)));
      refusedWith(
          ErrorCode.MORE_THAN_OWN,
          () ->
              clerk.call(
                  UserOperations.UPDATE,
                  new UpdateUser(boss.id(), null, "clerk@example.org", null, null)));
      refusedWith(
          ErrorCode.MORE_THAN_OWN,
          () ->
              clerk.call(
                  UserOperations.UPDATE, new UpdateUser(boss.id(), null, null, false, null)));
      refusedWith(
          ErrorCode.MORE_THAN_OWN,
          () -> clerk.call(UserOperations.DELETE, new DeleteUser(boss.id(), null)));
    }
    UserView plain = user("plain");
    clerk.call(UserOperations.RESET_PASSWORD, new ResetPassword(plain.id(), PASSWORD));
    clerk.call(UserOperations.DELETE, new DeleteUser(plain.id(), null));
  }

  @Test
  void account_shouldNotBeTakenOver_whenItsOwnTokenMayLess() {
    // given
    UserView boss = user("tokenboss", "admin");
    TestClient token =
        harness.user(
            new CallerContext.User(
                boss.id(),
                boss.username(),
                Ids.DEFAULT_ORGANIZATION,
                null,
                List.of("admin"),
                Set.of("user:read", "user:write"),
                Ids.next(),
                null,
                false));
    TestClient session =
        harness.user(
            new CallerContext.User(
                boss.id(),
                boss.username(),
                Ids.DEFAULT_ORGANIZATION,
                Ids.next(),
                List.of("admin"),
                Set.of("*")));
    // when, then
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> token.call(UserOperations.RESET_PASSWORD, new ResetPassword(boss.id(), PASSWORD)));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            token.call(
                UserOperations.UPDATE,
                new UpdateUser(boss.id(), null, "other@example.org", null, boss.version())));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> session.call(UserOperations.RESET_PASSWORD, new ResetPassword(boss.id(), PASSWORD)));
  }

  @Test
  void principal_shouldChange_whenARoleATeamOrAGrantDoes() {
    // given
    RoleView role =
        admin.call(
            AccessOperations.CREATE_ROLE,
            new RoleInput("lister", null, List.of("job:read", "job:read")));
    UserView bob = user("bob", "lister");
    TeamView team = team("Bobs", bob);
    GrantView grant = grant(SubjectType.TEAM, team.id(), "auditor", null);
    assertThat(permissions(bob.id())).contains("job:read", "audit:read");
    // when, then
    admin.call(
        AccessOperations.UPDATE_ROLE, new UpdateRole(role.id(), null, List.of("target:read"), 1));
    assertThat(permissions(bob.id())).contains("target:read");
    admin.call(AccessOperations.DELETE_GRANT, new IdRequest(grant.id()));
    assertThat(permissions(bob.id())).containsExactly("target:read");
    grant(SubjectType.TEAM, team.id(), "viewer", null);
    admin.call(AccessOperations.REMOVE_MEMBER, new TeamMember(team.id(), bob.id()));
    assertThat(permissions(bob.id())).containsExactly("target:read");
  }

  @Test
  void role_shouldBeRefused_whenItIsUnknownTakenBuiltInStaleOrInUse() {
    // given
    RoleView role =
        admin.call(AccessOperations.CREATE_ROLE, new RoleInput("used", null, List.of("job:read")));
    UserView carl = user("carl", "used");
    // when, then
    refusedWith(ErrorCode.ROLE_NAME_TAKEN, () -> create("used", "job:read"));
    refusedWith(ErrorCode.ROLE_NAME_TAKEN, () -> create("admin", "job:read"));
    refusedWith(ErrorCode.UNKNOWN_PERMISSION, () -> create("odd", "job:fly"));
    refusedWith(
        ErrorCode.ROLE_IN_USE,
        () -> admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id())));
    refusedWith(
        ErrorCode.ROLE_BUILT_IN,
        () -> admin.call(AccessOperations.DELETE_ROLE, new VersionedId(Role.VIEWER.id())));
    refusedWith(
        ErrorCode.STALE_VERSION,
        () -> admin.call(AccessOperations.UPDATE_ROLE, new UpdateRole(role.id(), "x", null, 7)));
    change(carl, List.of(), null);
    admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id()));
    refusedWith(
        ErrorCode.NOT_FOUND, () -> admin.call(AccessOperations.GET_ROLE, new IdRequest(role.id())));
  }

  private static RoleView create(String name, String... permissions) {
    return admin.call(
        AccessOperations.CREATE_ROLE, new RoleInput(name, null, List.of(permissions)));
  }

  @Test
  void lists_shouldShowEachOnce_whenReadInParts() {
    // given
    create("aaa", "job:read");
    team("alpha");
    team("Beta");
    // when
    var first = admin.call(AccessOperations.LIST_ROLES, new ListRoles(2, null, null, null, null));
    var rest =
        admin.call(
            AccessOperations.LIST_ROLES, new ListRoles(50, first.nextCursor(), null, null, null));
    var teams = admin.call(AccessOperations.LIST_TEAMS, new ListTeams(1, null, null, null));
    var more =
        admin.call(AccessOperations.LIST_TEAMS, new ListTeams(50, teams.nextCursor(), null, null));
    // then
    assertThat(first.items()).extracting(RoleView::name).containsExactly("aaa", "admin");
    assertThat(rest.items()).extracting(RoleView::name).contains("auditor", "viewer");
    assertThat(more.items()).doesNotContainAnyElementsOf(teams.items()).isNotEmpty();
  }

  @Test
  void lists_shouldBeNarrowed_whenFiltersAreGiven() {
    // given
    UserView zoe = user("zoe", "viewer");
    UserView zac = user("zac", "operator");
    TeamView zebras = team("Zebras", zoe);
    team("Zorros", zac);
    grant(SubjectType.USER, zoe.id(), "viewer", null);
    deny(zoe.id(), "operator", new GrantObject(ObjectType.TARGET, null, "env=prod"));
    // when, then
    assertThat(usersOf(new ListUsers(null, null, null, null, null, zebras.id(), null)))
        .containsExactly("zoe");
    assertThat(usersOf(new ListUsers(null, null, null, null, null, null, "ZA")))
        .containsExactly("zac");
    assertThat(usersOf(new ListUsers(null, null, "z", "viewer", true, null, "o")))
        .containsExactly("zoe");
    assertThat(teamsOf(new ListTeams(null, null, "ZE", null))).containsExactly("Zebras");
    assertThat(teamsOf(new ListTeams(null, null, null, zac.id()))).containsExactly("Zorros");
    assertThat(rolesOf(new ListRoles(null, null, null, "job:write", true)))
        .containsExactly("admin", "manager");
    assertThat(rolesOf(new ListRoles(null, null, "VIEW", null, null))).containsExactly("viewer");
    assertThat(grantsOf(new ListGrants(null, zoe.id(), null, GrantEffect.DENY, null)))
        .containsExactly("operator");
    assertThat(grantsOf(new ListGrants(null, zoe.id(), null, null, ObjectType.TARGET)))
        .containsExactly("operator");
    assertThat(grantsOf(new ListGrants(null, zoe.id(), null, GrantEffect.ALLOW, null)))
        .containsExactly("viewer");
    assertThat(
            admin
                .call(OrganizationOperations.LIST, new ListOrganizations(null, null, "nobody's"))
                .items())
        .isEmpty();
  }

  private static List<String> usersOf(ListUsers request) {
    return admin.call(UserOperations.LIST, request).items().stream()
        .map(UserView::username)
        .toList();
  }

  private static List<String> teamsOf(ListTeams request) {
    return admin.call(AccessOperations.LIST_TEAMS, request).items().stream()
        .map(TeamView::name)
        .toList();
  }

  private static List<String> rolesOf(ListRoles request) {
    return admin.call(AccessOperations.LIST_ROLES, request).items().stream()
        .map(RoleView::name)
        .toList();
  }

  private static List<String> grantsOf(ListGrants request) {
    return admin.call(AccessOperations.LIST_GRANTS, request).items().stream()
        .map(GrantView::role)
        .toList();
  }

  @Test
  void delete_shouldBeRefused_whenAnotherVersionIsMeant() {
    // given
    TeamView team = team("Edited");
    RoleView role =
        admin.call(
            AccessOperations.CREATE_ROLE, new RoleInput("edited", null, List.of("job:read")));
    admin.call(AccessOperations.UPDATE_TEAM, new UpdateTeam(team.id(), null, "more", null));
    admin.call(AccessOperations.UPDATE_ROLE, new UpdateRole(role.id(), "more", null, null));
    // when, then
    refusedWith(
        ErrorCode.STALE_VERSION,
        () -> admin.call(AccessOperations.DELETE_TEAM, new VersionedId(team.id(), 1)));
    refusedWith(
        ErrorCode.STALE_VERSION,
        () -> admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id(), 1)));
    admin.call(AccessOperations.DELETE_TEAM, new VersionedId(team.id(), 2));
    admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id(), 2));
  }

  @Test
  void grant_shouldBeRefused_whenItSaysNothingOrToNobody() {
    // given
    UserView dora = user("dora");
    GrantObject dev = new GrantObject(ObjectType.TARGET, null, "env=dev");
    GrantView made = grant(SubjectType.USER, dora.id(), "operator", dev);
    // when, then
    refusedWith(ErrorCode.GRANT_EXISTS, () -> grant(SubjectType.USER, dora.id(), "operator", dev));
    refusedWith(
        ErrorCode.UNKNOWN_SUBJECT, () -> grant(SubjectType.TEAM, dora.id(), "operator", dev));
    refusedWith(ErrorCode.UNKNOWN_ROLE, () -> grant(SubjectType.USER, dora.id(), "captain", dev));
    refusedWith(
        ErrorCode.BAD_SELECTOR,
        () ->
            grant(
                SubjectType.USER,
                dora.id(),
                "viewer",
                new GrantObject(ObjectType.JOB, null, "env=dev")));
    assertThat(
            admin
                .call(
                    AccessOperations.LIST_GRANTS, new ListGrants(null, dora.id(), null, null, null))
                .items())
        .containsExactly(made);
    assertThat(made.subjectName()).isEqualTo("dora");
  }

  @Test
  void grant_shouldBeLimitedToSchedules_byWhatSchedulesHave() {
    // given
    UserView sam = user("sam");
    GrantObject nightly =
        new GrantObject(ObjectType.SCHEDULE, null, "zone=Europe/Berlin and job=" + KNOWN_TARGET);
    // when
    GrantView made = grant(SubjectType.USER, sam.id(), "manager", nightly);
    // then
    assertThat(made.object()).isEqualTo(nightly);
    assertThat(
            harness
                .service("auth")
                .call(UserOperations.PRINCIPAL, new IdRequest(sam.id()))
                .permissions())
        .contains("schedule:read@some", "schedule:write@some")
        .doesNotContain("job:read@some");
    refusedWith(
        ErrorCode.BAD_SELECTOR,
        () ->
            grant(
                SubjectType.USER,
                sam.id(),
                "manager",
                new GrantObject(ObjectType.SCHEDULE, null, "folder=x")));
  }

  @Test
  void grant_shouldBeOnAnObjectThatThereIs() {
    // given
    UserView dave = user("dave");
    // when
    GrantView made =
        grant(
            SubjectType.USER,
            dave.id(),
            "viewer",
            new GrantObject(ObjectType.TARGET, KNOWN_TARGET, null));
    // then
    assertThat(made.object().id()).isEqualTo(KNOWN_TARGET);
    assertThatThrownBy(
            () ->
                grant(
                    SubjectType.USER,
                    dave.id(),
                    "viewer",
                    new GrantObject(ObjectType.TARGET, Ids.next(), null)))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.category()).isEqualTo(ErrorCategory.INVALID);
              assertThat(e.errors()).extracting(FieldError::pointer).containsExactly("/object/id");
            });
    // and nothing is given on what cannot be asked about
    assertThatThrownBy(
            () ->
                grant(
                    SubjectType.USER,
                    dave.id(),
                    "viewer",
                    new GrantObject(ObjectType.JOB, Ids.next(), null)))
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.category()).isEqualTo(ErrorCategory.UNAVAILABLE));
  }

  @Test
  void createRole_shouldStayWithinTheLimit_whenManyAskAtOnce() {
    // given
    UUID organizationId = Ids.next();
    harness
        .db()
        .execute("INSERT INTO organizations (id, name) VALUES ($1, 'roles')", organizationId);
    harness
        .db()
        .execute(
            """
            INSERT INTO roles (id, organization_id, name, permissions)
            SELECT gen_random_uuid(), $1, 'role-' || n, ARRAY['job:read']
            FROM generate_series(1, $2::integer) n
            """,
            organizationId,
            ShowRoles.MAX - 1);
    TestClient boss = harness.user(organizationId, "boss", "*");
    // when
    List<Future<RoleView>> asked =
        Stream.of("a", "b", "c", "d")
            .map(
                name ->
                    boss.send(
                        AccessOperations.CREATE_ROLE,
                        new RoleInput(name, null, List.of("job:read"))))
            .toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(asked.stream().filter(Future::succeeded)).hasSize(1);
  }

  @Test
  void update_shouldRefuseWhatIsNoAddress_whenItHidesSomething() {
    // given
    UserView edda = user("edda");
    // when, then
    for (String wrong :
        List.of("edda\u202e@example.org", "ed\u200bda@example.org", "ed da@example.org", "x@")) {
      refusedWith(
          ErrorCode.INVALID_REQUEST,
          () ->
              admin.call(
                  UserOperations.UPDATE, new UpdateUser(edda.id(), null, wrong, null, null)));
    }
  }

  @Test
  void change_shouldBeForbidden_whenItConcernsMoreThanTheCallerHas() {
    // given
    TestClient clerk =
        harness.user(
            "clerk", "user:write", "role:write", "grant:write", "team:write", "target:read");
    UserView emil = user("emil");
    UserView boss = user("boss", "manager");
    // when, then
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(UserOperations.CREATE, new CreateUser("mine", PASSWORD, List.of("admin"))));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(
                UserOperations.UPDATE,
                new UpdateUser(emil.id(), List.of("operator"), null, null, null)));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(
                UserOperations.UPDATE, new UpdateUser(boss.id(), null, "a@b.c", null, null)));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(
                AccessOperations.CREATE_ROLE, new RoleInput("more", null, List.of("job:run"))));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            clerk.call(
                AccessOperations.CREATE_GRANT,
                new GrantInput(
                    new GrantSubject(SubjectType.USER, emil.id()), "viewer", null, null)));
    assertThat(
            clerk
                .call(
                    UserOperations.UPDATE,
                    new UpdateUser(emil.id(), List.of(), "emil@example.net", null, null))
                .email())
        .isEqualTo("emil@example.net");
  }

  @Test
  void update_shouldEnableNobody_beforeTheSessionsOfBeforeAreEnded() {
    // given
    UserView frieda = user("frieda", "viewer");
    STUCK.add(frieda.id());
    assertThat(change(frieda, null, false).enabled()).isFalse();
    // when
    refusedWith(ErrorCode.CONFLICT, () -> change(frieda, null, true));
    // then
    assertThat(admin.call(UserOperations.GET, new IdRequest(frieda.id())).enabled()).isFalse();
    STUCK.remove(frieda.id());
    await().atMost(Duration.ofSeconds(60)).until(() -> SIGNED_OUT.contains(frieda.id()));
    await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptionsInstanceOf(OpsException.class)
        .until(() -> change(frieda, null, true).enabled());
  }

  @Test
  void update_shouldSignOut_whenTheUserIsDisabled() {
    // given
    UserView fred = user("fred", "viewer");
    // when
    UserView now = change(fred, null, false);
    // then
    assertThat(now.enabled()).isFalse();
    assertThat(now.version()).isEqualTo(2);
    assertThat(SIGNED_OUT).contains(fred.id());
    assertThat(
            harness
                .service("targets")
                .call(UserOperations.ENTITLEMENTS, new IdRequest(fred.id()))
                .items())
        .isEmpty();
    assertThat(
            admin.call(UserOperations.LIST, new ListUsers(null, null, "FRE", null, false)).items())
        .containsExactly(now.with(null));
    refusedWith(
        ErrorCode.STALE_VERSION,
        () -> admin.call(UserOperations.UPDATE, new UpdateUser(fred.id(), null, null, true, 1)));
  }

  @Test
  void update_shouldKeepOneAdministrator_whenAllAreTakenAwayAtOnce() {
    // given
    UUID organizationId = Ids.next();
    harness
        .db()
        .execute("INSERT INTO organizations (id, name) VALUES ($1, 'race')", organizationId);
    List<UUID> admins = List.of(Ids.next(), Ids.next(), Ids.next(), Ids.next());
    for (UUID id : admins) {
      harness
          .db()
          .execute(
              "INSERT INTO users (id, organization_id, username, state) VALUES ($1, $2, $3,"
                  + " 'active')",
              id,
              organizationId,
              "r" + id);
      harness.db().execute("INSERT INTO user_roles (user_id, role) VALUES ($1, 'admin')", id);
    }
    TestClient one = harness.user(organizationId, "one", "*");
    // when
    List<Future<UserView>> asked =
        admins.stream()
            .map(
                id ->
                    one.send(
                        UserOperations.UPDATE,
                        admins.indexOf(id) % 2 == 0
                            ? new UpdateUser(id, List.of("viewer"), null, null, null)
                            : new UpdateUser(id, null, null, false, null)))
            .toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(asked.stream().filter(Future::succeeded)).hasSize(3);
    assertThat(
            asked.stream()
                .filter(Future::failed)
                .map(failed -> ((OpsException) failed.cause()).code()))
        .containsExactly("last_admin");
  }

  @Test
  void change_shouldBeRefused_whenItWouldDenyTheLastAdministrator() {
    refusedWith(ErrorCode.LAST_ADMIN, () -> deny(Ids.ADMIN_USER, "viewer", null));
  }

  @Test
  void everything_shouldBeUnknown_whenItIsOfAnotherOrganization() {
    // given
    TestClient foreigner = harness.user(Ids.next(), "mallory", "*");
    UserView gina = user("gina", "viewer");
    RoleView role = create("walled", "job:read");
    TeamView team = team("Walled", gina);
    GrantView grant = grant(SubjectType.TEAM, team.id(), "viewer", null);
    // when, then
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> foreigner.call(AccessOperations.GET_ROLE, new IdRequest(role.id())),
            () -> foreigner.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id())),
            () ->
                foreigner.call(
                    AccessOperations.UPDATE_ROLE, new UpdateRole(role.id(), "x", null, null)),
            () -> foreigner.call(AccessOperations.GET_TEAM, new IdRequest(team.id())),
            () -> foreigner.call(AccessOperations.DELETE_TEAM, new VersionedId(team.id())),
            () -> foreigner.call(AccessOperations.LIST_MEMBERS, new ListMembers(team.id(), null)),
            () -> foreigner.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), gina.id())),
            () -> foreigner.call(AccessOperations.GET_GRANT, new IdRequest(grant.id())),
            () -> foreigner.call(AccessOperations.DELETE_GRANT, new IdRequest(grant.id())),
            () ->
                foreigner.call(
                    UserOperations.UPDATE, new UpdateUser(gina.id(), null, null, false, null)))) {
      refusedWith(ErrorCode.NOT_FOUND, call);
    }
    assertThat(
            foreigner
                .call(
                    AccessOperations.LIST_GRANTS, new ListGrants(null, gina.id(), null, null, null))
                .items())
        .isEmpty();
    assertThat(permissions(gina.id())).contains("job:read");
  }
}
