package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.VersionedId;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.EntrustServiceAccount;
import io.opsconductor.contracts.users.ExplainAccess;
import io.opsconductor.contracts.users.Explanation;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.GrantView;
import io.opsconductor.contracts.users.ListGrants;
import io.opsconductor.contracts.users.ListServiceAccounts;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.OrganizationInput;
import io.opsconductor.contracts.users.OrganizationLimits;
import io.opsconductor.contracts.users.OrganizationOperations;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.RoleInput;
import io.opsconductor.contracts.users.RoleView;
import io.opsconductor.contracts.users.ServiceAccountInput;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.SubjectType;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.TeamMember;
import io.opsconductor.contracts.users.TeamView;
import io.opsconductor.contracts.users.UpdateServiceAccount;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ServiceAccountIT {
  private static final SecretText PASSWORD = new SecretText("correct horse battery");
  private static final Set<UUID> ENDED = ConcurrentHashMap.newKeySet();

  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(
                AuthOperations.END_ACCOUNT_TOKENS,
                (request, call) -> {
                  ENDED.add(request.id());
                  return Empty.INSTANCE;
                })
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static TeamView team(String name) {
    return admin.call(AccessOperations.CREATE_TEAM, new TeamInput(name, null));
  }

  private static ServiceAccountView account(String name, TeamView team, String... roles) {
    return admin.call(
        ServiceAccountOperations.CREATE,
        new ServiceAccountInput(name, null, team.id(), List.of(roles)));
  }

  /** Somebody in the team who may do this. */
  private static TestClient member(String name, TeamView team, String... permissions) {
    UserView user = admin.call(UserOperations.CREATE, new CreateUser(name, PASSWORD, List.of()));
    admin.call(AccessOperations.ADD_MEMBER, new TeamMember(team.id(), user.id()));
    return harness.user(
        new CallerContext.User(
            user.id(), name, Ids.DEFAULT_ORGANIZATION, Ids.next(), List.of(), Set.of(permissions)));
  }

  private static Principal principal(UUID id) {
    return harness.service("auth").call(UserOperations.PRINCIPAL, new IdRequest(id));
  }

  private static GrantView grant(UUID id, String role, GrantObject object) {
    return admin.call(
        AccessOperations.CREATE_GRANT,
        new GrantInput(new GrantSubject(SubjectType.SERVICE_ACCOUNT, id), role, object, null));
  }

  private static UpdateServiceAccount enabling(UUID id, boolean enabled) {
    return new UpdateServiceAccount(id, null, null, null, null, enabled, null);
  }

  private static UpdateServiceAccount roles(UUID id, String... roles) {
    return new UpdateServiceAccount(id, null, null, null, List.of(roles), null, null);
  }

  private static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  @Test
  void account_shouldHaveItsOwnRolesAndGrants_andNothingOfItsTeam() {
    // given
    TeamView team = team("Builders");
    admin.call(
        AccessOperations.CREATE_GRANT,
        new GrantInput(new GrantSubject(SubjectType.TEAM, team.id()), "manager", null, null));
    ServiceAccountView account = account("builder", team, "auditor");
    // when
    GrantView grant =
        grant(account.id(), "operator", new GrantObject(ObjectType.JOB, null, "name~build*"));
    // then
    Principal principal = principal(account.id());
    assertThat(principal.username()).isEqualTo("service-account:builder");
    assertThat(principal.belongsToProgram()).isTrue();
    assertThat(principal.roles()).containsExactly("auditor");
    assertThat(principal.permissions())
        .contains("audit:read", "job:run@some", "execution:cancel@some")
        .doesNotContain("job:write", "target:run", "target:run@some");
    assertThat(grant.subjectName()).isEqualTo("builder");
    assertThat(
            harness
                .service("jobs")
                .call(UserOperations.ENTITLEMENTS, new IdRequest(account.id()))
                .items())
        .hasSize(2);
  }

  @Test
  void explain_shouldNameWhatDecides_whenItIsAServiceAccount() {
    // given
    ServiceAccountView account = account("explained", team("Explained"), "viewer");
    // when
    Explanation may =
        admin.call(
            UserOperations.EXPLAIN, new ExplainAccess(account.id(), null, "job:read", null, null));
    Explanation mayNot =
        admin.call(
            UserOperations.EXPLAIN, new ExplainAccess(account.id(), null, "job:run", null, null));
    admin.call(ServiceAccountOperations.UPDATE, enabling(account.id(), false));
    Explanation disabled =
        admin.call(
            UserOperations.EXPLAIN, new ExplainAccess(account.id(), null, "job:read", null, null));
    // then
    assertThat(may.allowed()).isTrue();
    assertThat(may.because())
        .extracting(Explanation.Because::words)
        .containsExactly("The service account has the role viewer");
    assertThat(mayNot.allowed()).isFalse();
    assertThat(disabled.because())
        .extracting(Explanation.Because::words)
        .containsExactly("service-account:explained is disabled");
  }

  @Test
  void write_shouldBeForTheOwningTeam_whenTheCallerMayNotWriteTeams() {
    // given
    TeamView own = team("Own");
    TeamView other = team("Other");
    TestClient ann = member("sa-ann", own, "service-account:write", "job:read");
    ServiceAccountView foreign = account("foreign", other);
    // when
    ServiceAccountView made =
        ann.call(
            ServiceAccountOperations.CREATE,
            new ServiceAccountInput("anns", "for tests", own.id(), null));
    // then
    assertThat(made.teamName()).isEqualTo("Own");
    assertThat(made.createdBy()).isEqualTo("sa-ann");
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            ann.call(
                ServiceAccountOperations.CREATE,
                new ServiceAccountInput("x", null, other.id(), null)));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> ann.call(ServiceAccountOperations.UPDATE, enabling(foreign.id(), false)));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> ann.call(ServiceAccountOperations.DELETE, new VersionedId(foreign.id())));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            ann.call(
                ServiceAccountOperations.UPDATE,
                new UpdateServiceAccount(made.id(), null, null, other.id(), null, null, null)));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> ann.call(ServiceAccountOperations.GET, new IdRequest(made.id())));
    refusedWith(
        ErrorCode.UNKNOWN_TEAM,
        () ->
            ann.call(
                ServiceAccountOperations.CREATE,
                new ServiceAccountInput("x", null, Ids.next(), null)));
    admin.call(
        ServiceAccountOperations.UPDATE,
        new UpdateServiceAccount(made.id(), null, null, other.id(), null, null, null));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> ann.call(ServiceAccountOperations.DELETE, new VersionedId(made.id())));
  }

  @Test
  void account_shouldNeverGetMore_thanWhoGivesItHas() {
    // given
    TeamView team = team("Modest");
    TestClient bob = member("sa-bob", team, "service-account:write", "job:read", "job:run");
    admin.call(AccessOperations.CREATE_ROLE, new RoleInput("sa-reader", null, List.of("job:read")));
    ServiceAccountView account = account("modest", team, "sa-reader");
    // when, then
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            bob.call(
                ServiceAccountOperations.CREATE,
                new ServiceAccountInput("mighty", null, team.id(), List.of("operator"))));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> bob.call(ServiceAccountOperations.UPDATE, roles(account.id(), "admin")));
    bob.call(
        ServiceAccountOperations.ENTRUST, new EntrustServiceAccount(account.id(), List.of("*")));
    admin.call(ServiceAccountOperations.UPDATE, roles(account.id(), "sa-reader", "operator"));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            bob.call(
                ServiceAccountOperations.ENTRUST,
                new EntrustServiceAccount(account.id(), List.of("*"))));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            bob.call(
                ServiceAccountOperations.ENTRUST,
                new EntrustServiceAccount(account.id(), List.of("target:run"))));
    bob.call(
        ServiceAccountOperations.ENTRUST,
        new EntrustServiceAccount(account.id(), List.of("job:run", "user:write")));
    // To make it less mighty is for whoever manages it; to undo that is not.
    bob.call(ServiceAccountOperations.UPDATE, enabling(account.id(), false));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> bob.call(ServiceAccountOperations.UPDATE, enabling(account.id(), true)));
    bob.call(ServiceAccountOperations.UPDATE, roles(account.id(), "sa-reader"));
    assertThat(bob.call(ServiceAccountOperations.UPDATE, enabling(account.id(), true)).enabled())
        .isTrue();
  }

  @Test
  void entrust_shouldAskForGrantsToo_whenTheyAreOnSomeObjects() {
    // given
    TeamView team = team("Granted");
    TestClient carl = member("sa-carl", team, "service-account:write", "job:read");
    ServiceAccountView account = account("granted", team);
    grant(account.id(), "operator", new GrantObject(ObjectType.JOB, null, "name~x*"));
    // when, then
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () ->
            carl.call(
                ServiceAccountOperations.ENTRUST,
                new EntrustServiceAccount(account.id(), List.of("job:run"))));
    carl.call(
        ServiceAccountOperations.ENTRUST,
        new EntrustServiceAccount(account.id(), List.of("job:read")));
  }

  @Test
  void update_shouldCompareVersions_andKeepWhatIsAbsent() {
    // given
    TeamView team = team("Versions");
    ServiceAccountView made = account("versioned", team, "viewer");
    // when
    ServiceAccountView now =
        admin.call(
            ServiceAccountOperations.UPDATE,
            new UpdateServiceAccount(made.id(), "versioned-2", "words", null, null, null, 1));
    // then
    assertThat(now.version()).isEqualTo(2);
    assertThat(now.name()).isEqualTo("versioned-2");
    assertThat(now.description()).isEqualTo("words");
    assertThat(now.roles()).containsExactly("viewer");
    assertThat(now.enabled()).isTrue();
    refusedWith(
        ErrorCode.STALE_VERSION,
        () ->
            admin.call(
                ServiceAccountOperations.UPDATE,
                new UpdateServiceAccount(made.id(), "late", null, null, null, null, 1)));
    account("taken", team);
    refusedWith(ErrorCode.SERVICE_ACCOUNT_NAME_TAKEN, () -> account("TAKEN", team));
    refusedWith(
        ErrorCode.SERVICE_ACCOUNT_NAME_TAKEN,
        () ->
            admin.call(
                ServiceAccountOperations.UPDATE,
                new UpdateServiceAccount(made.id(), "Taken", null, null, null, null, null)));
    refusedWith(ErrorCode.UNKNOWN_ROLE, () -> account("roleless", team, "no-such-role"));
    refusedWith(ErrorCode.INVALID_REQUEST, () -> account("a:b", team));
  }

  @Test
  void list_shouldShowParts_whenFiltersAreGiven() {
    // given
    TeamView team = team("Listed");
    ServiceAccountView one = account("listed-1", team);
    ServiceAccountView two = account("Listed-2", team);
    ServiceAccountView disabled =
        admin.call(
            ServiceAccountOperations.UPDATE, enabling(account("listed-3", team).id(), false));
    account("unlisted", team("Unlisted"));
    // when, then
    var first =
        admin.call(
            ServiceAccountOperations.LIST,
            new ListServiceAccounts(new PageRequest(2, null), "LISTED-", team.id(), null));
    assertThat(first.items()).containsExactly(one, two);
    assertThat(
            admin
                .call(
                    ServiceAccountOperations.LIST,
                    new ListServiceAccounts(
                        new PageRequest(2, first.nextCursor()), null, team.id(), null))
                .items())
        .containsExactly(disabled.with(null));
    assertThat(
            admin
                .call(
                    ServiceAccountOperations.LIST,
                    new ListServiceAccounts(null, null, team.id(), true))
                .items())
        .containsExactly(one, two);
  }

  @Test
  void delete_shouldTakeGrantsAndRolesAlong() {
    // given
    RoleView role =
        admin.call(
            AccessOperations.CREATE_ROLE, new RoleInput("sa-once", null, List.of("job:read")));
    ServiceAccountView account = account("deleted", team("Deleted"), "sa-once");
    grant(account.id(), "viewer", null);
    refusedWith(
        ErrorCode.ROLE_IN_USE,
        () -> admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id())));
    // when
    admin.call(ServiceAccountOperations.DELETE, new VersionedId(account.id()));
    // then
    assertThat(ENDED).contains(account.id());
    refusedWith(ErrorCode.NOT_FOUND, () -> principal(account.id()));
    refusedWith(ErrorCode.UNKNOWN_SUBJECT, () -> grant(account.id(), "viewer", null));
    assertThat(
            admin
                .call(
                    AccessOperations.LIST_GRANTS,
                    new ListGrants(null, account.id(), null, null, null))
                .items())
        .isEmpty();
    admin.call(AccessOperations.DELETE_ROLE, new VersionedId(role.id()));
  }

  @Test
  void team_shouldStay_whileItOwnsAccounts() {
    // given
    TeamView team = team("Owner");
    ServiceAccountView account = account("owned", team);
    // when, then
    assertThatThrownBy(() -> admin.call(AccessOperations.DELETE_TEAM, new VersionedId(team.id())))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo(ErrorCode.TEAM_OWNS_ACCOUNTS.wireName());
              assertThat(e.getMessage()).contains("Owner", "owned");
            });
    admin.call(ServiceAccountOperations.DELETE, new VersionedId(account.id()));
    admin.call(AccessOperations.DELETE_TEAM, new VersionedId(team.id()));
  }

  @Test
  void limit_shouldCountAccountsApartFromUsers() {
    // given
    UUID organization =
        admin
            .call(
                OrganizationOperations.CREATE,
                new OrganizationInput("Accounts", new OrganizationLimits(0, null, null, null, 1)))
            .id();
    TestClient boss = harness.user(organization, "boss", "*");
    UUID team = boss.call(AccessOperations.CREATE_TEAM, new TeamInput("Only", null)).id();
    // when
    ServiceAccountView made =
        boss.call(
            ServiceAccountOperations.CREATE, new ServiceAccountInput("one", null, team, null));
    // then
    refusedWith(
        ErrorCode.LIMIT_REACHED,
        () ->
            boss.call(
                ServiceAccountOperations.CREATE, new ServiceAccountInput("two", null, team, null)));
    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> admin.call(ServiceAccountOperations.GET, new IdRequest(made.id())),
            () -> admin.call(ServiceAccountOperations.UPDATE, enabling(made.id(), false)),
            () -> admin.call(ServiceAccountOperations.DELETE, new VersionedId(made.id())),
            () ->
                admin.call(
                    ServiceAccountOperations.ENTRUST,
                    new EntrustServiceAccount(made.id(), List.of())),
            () ->
                admin.call(
                    UserOperations.EXPLAIN,
                    new ExplainAccess(made.id(), null, "job:read", null, null)))) {
      refusedWith(ErrorCode.NOT_FOUND, call);
    }
    refusedWith(
        ErrorCode.UNKNOWN_TEAM,
        () ->
            admin.call(
                ServiceAccountOperations.CREATE,
                new ServiceAccountInput("three", null, team, null)));
    refusedWith(ErrorCode.UNKNOWN_SUBJECT, () -> grant(made.id(), "viewer", null));
  }
}
