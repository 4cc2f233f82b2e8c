package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.DeleteUser;
import io.opsconductor.contracts.users.GrantEffect;
import io.opsconductor.contracts.users.GrantInput;
import io.opsconductor.contracts.users.GrantSubject;
import io.opsconductor.contracts.users.ListUsers;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.ResetPassword;
import io.opsconductor.contracts.users.SubjectType;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserPage;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UsersIT {
  private static final SecretText WEAK = new SecretText("weak");
  private static final SecretText BROKEN = new SecretText("auth breaks down");
  private static final SecretText GOOD = new SecretText("correct horse battery");
  private static final Map<UUID, SetPassword> PASSWORDS = new ConcurrentHashMap<>();

  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, UsersIT::setPassword)
            .serves(
                AuthOperations.FORGET_USER,
                (request, call) -> {
                  PASSWORDS.remove(request.userId());
                  return Empty.INSTANCE;
                })
            .start();
    admin = harness.user("admin", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static Empty setPassword(SetPassword request, Call call) {
    if (request.password().equals(WEAK)) {
      throw new OpsException(ErrorCode.WEAK_PASSWORD, "Too short");
    }
    if (request.password().equals(BROKEN)) {
      throw new IllegalStateException("broken on purpose");
    }
    PASSWORDS.put(request.userId(), request);
    return Empty.INSTANCE;
  }

  private static UserView create(String username, String... roles) {
    return admin.call(UserOperations.CREATE, new CreateUser(username, GOOD, List.of(roles)));
  }

  private static ListUsers listed(Integer limit, String cursor) {
    return new ListUsers(limit, cursor, null, null, null);
  }

  private static Principal principal(UUID id) {
    return harness.service("auth").call(UserOperations.PRINCIPAL, new IdRequest(id));
  }

  private static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  private static int rows(String username) {
    return harness
        .db()
        .one(
            "SELECT count(*) AS n FROM users WHERE lower(username) = lower($1)",
            row -> row.getInteger("n"),
            username)
        .orElseThrow();
  }

  @Test
  void create_shouldMakeAUserWithAPassword_whenAllIsRight() {
    // when
    UserView made = create("ann", "operator", "viewer", "operator");
    // then
    assertThat(made.roles()).containsExactly("operator", "viewer");
    assertThat(PASSWORDS.get(made.id()))
        .isEqualTo(new SetPassword(made.id(), "ann", Ids.DEFAULT_ORGANIZATION, GOOD));
    assertThat(admin.call(UserOperations.GET, new IdRequest(made.id()))).isEqualTo(made);
  }

  @Test
  void create_shouldTellOfIt_whenAllIsRight() {
    // when
    UserView made = create("eve", "viewer");
    // then
    String envelope =
        harness
            .db()
            .one(
                "SELECT envelope::text AS e FROM outbox WHERE envelope->>'resourceId' = $1",
                row -> row.getString("e"),
                made.id().toString())
            .orElseThrow();
    assertThat(envelope).contains("user.created", "eve").doesNotContain(GOOD.reveal());
  }

  @Test
  void resetPassword_shouldTellAuthAndWriteWhoDidIt_whenTheUserIsKnown() {
    // given
    UserView made = create("rita", "viewer");
    SecretText other = new SecretText("a kettle full of winter");
    // when
    admin.call(UserOperations.RESET_PASSWORD, new ResetPassword(made.id(), other));
    // then
    assertThat(PASSWORDS.get(made.id()).password()).isEqualTo(other);
    assertThat(
            harness
                .db()
                .one(
                    "SELECT envelope::text AS e FROM outbox"
                        + " WHERE envelope->>'type' = 'user.password_reset'"
                        + " AND envelope->>'resourceId' = $1",
                    row -> row.getString("e"),
                    made.id().toString()))
        .get()
        .asString()
        .contains("rita")
        .doesNotContain(other.reveal());
  }

  @Test
  void resetPassword_shouldBeRefused_whenTheUserIsUnknownOrThePasswordWeak() {
    // given
    UserView made = create("rolf", "viewer");
    // when, then
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> admin.call(UserOperations.RESET_PASSWORD, new ResetPassword(Ids.next(), GOOD)));
    refusedWith(
        ErrorCode.WEAK_PASSWORD,
        () -> admin.call(UserOperations.RESET_PASSWORD, new ResetPassword(made.id(), WEAK)));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            harness
                .user("viewer", "user:read")
                .call(UserOperations.RESET_PASSWORD, new ResetPassword(made.id(), GOOD)));
  }

  @Test
  void delete_shouldLeaveNothingAndFreeTheName_whenTheVersionIsRight() {
    // given
    UserView made = create("dirk", "viewer");
    GrantInput grant =
        new GrantInput(
            new GrantSubject(SubjectType.USER, made.id()), "operator", null, GrantEffect.ALLOW);
    UUID granted = admin.call(AccessOperations.CREATE_GRANT, grant).id();
    refusedWith(
        ErrorCode.STALE_VERSION,
        () -> admin.call(UserOperations.DELETE, new DeleteUser(made.id(), made.version() + 1)));
    // when
    admin.call(UserOperations.DELETE, new DeleteUser(made.id(), made.version()));
    // then
    refusedWith(ErrorCode.NOT_FOUND, () -> principal(made.id()));
    refusedWith(
        ErrorCode.NOT_FOUND, () -> admin.call(UserOperations.GET, new IdRequest(made.id())));
    refusedWith(
        ErrorCode.NOT_FOUND, () -> admin.call(AccessOperations.GET_GRANT, new IdRequest(granted)));
    assertThat(PASSWORDS).doesNotContainKey(made.id());
    assertThat(create("dirk").id()).isNotEqualTo(made.id());
    assertThat(
            harness
                .db()
                .one(
                    "SELECT envelope::text AS e FROM outbox WHERE envelope->>'resourceId' = $1"
                        + " AND envelope->>'type' = 'user.deleted'",
                    row -> row.getString("e"),
                    made.id().toString()))
        .get()
        .asString()
        .contains("dirk", "viewer");
  }

  @Test
  void delete_shouldBeRefused_whenItIsOnesOwnOrTheLastAdministratorOrMoreThanOwn() {
    // given
    UserView other = create("doris", "admin");
    TestClient helper = harness.user("helper", "user:write", "user:read");
    CallerContext.User self =
        new CallerContext.User(
            other.id(), "doris", Ids.DEFAULT_ORGANIZATION, Ids.next(), List.of(), Set.of("*"));
    // when, then
    refusedWith(
        ErrorCode.OWN_USER,
        () -> harness.user(self).call(UserOperations.DELETE, new DeleteUser(other.id(), null)));
    refusedWith(
        ErrorCode.MORE_THAN_OWN,
        () -> helper.call(UserOperations.DELETE, new DeleteUser(other.id(), null)));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () ->
            harness
                .user(Ids.next(), "stranger", "*")
                .call(UserOperations.DELETE, new DeleteUser(other.id(), null)));
    admin.call(UserOperations.DELETE, new DeleteUser(other.id(), null));
  }

  @Test
  void create_shouldBeRefused_whenTheNameDiffersInCaseOnly() {
    // given
    create("Bob");
    // when, then
    refusedWith(ErrorCode.USERNAME_TAKEN, () -> create("bOB"));
    refusedWith(ErrorCode.USERNAME_TAKEN, () -> create("ADMIN"));
  }

  @Test
  void create_shouldTakeNoName_whenARoleIsUnknown() {
    // when, then
    refusedWith(ErrorCode.UNKNOWN_ROLE, () -> create("carl", "root"));
    assertThat(rows("carl")).isZero();
  }

  @Test
  void create_shouldFreeTheName_whenThePasswordIsWeak() {
    // when, then
    refusedWith(
        ErrorCode.WEAK_PASSWORD,
        () -> admin.call(UserOperations.CREATE, new CreateUser("dora", WEAK, List.of())));
    assertThat(rows("dora")).isZero();
    assertThat(create("dora").username()).isEqualTo("dora");
  }

  @Test
  void create_shouldFreeTheName_whenAuthFails() {
    // when, then
    refusedWith(
        ErrorCode.INTERNAL,
        () -> admin.call(UserOperations.CREATE, new CreateUser("emil", BROKEN, List.of())));
    assertThat(rows("emil")).isZero();
  }

  @Test
  void create_shouldMakeOneUser_whenManyAskForTheSameNameAtOnce() {
    // given
    CreateUser request = new CreateUser("race", GOOD, List.of("viewer"));
    // when
    List<Future<UserView>> asked =
        IntStream.range(0, 20).mapToObj(i -> admin.send(UserOperations.CREATE, request)).toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(asked.stream().filter(Future::succeeded)).hasSize(1);
    assertThat(rows("race")).isEqualTo(1);
  }

  @Test
  void create_shouldBeForbidden_whenTheCallerIsAnOperator() {
    // given
    String[] permissions = Role.OPERATOR.permissions().toArray(String[]::new);
    TestClient operator = harness.user("olga", permissions);
    // when, then
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> operator.call(UserOperations.CREATE, new CreateUser("fred", GOOD, List.of("admin"))));
    refusedWith(ErrorCode.FORBIDDEN, () -> operator.call(UserOperations.LIST, listed(null, null)));
  }

  @Test
  void cleanUp_shouldFreeTheName_whenTheMakingWasCutOffLongAgo() {
    // given
    UUID old = provisioning("gina", Duration.ofSeconds(70));
    UUID fresh = provisioning("hans", Duration.ofSeconds(5));
    refusedWith(ErrorCode.NOT_FOUND, () -> principal(old));
    // when, then
    await().atMost(Duration.ofSeconds(20)).until(() -> rows("gina") == 0);
    assertThat(create("gina").username()).isEqualTo("gina");
    refusedWith(ErrorCode.USERNAME_TAKEN, () -> create("hans"));
    refusedWith(ErrorCode.NOT_FOUND, () -> principal(fresh));
    refusedWith(ErrorCode.NOT_FOUND, () -> admin.call(UserOperations.GET, new IdRequest(fresh)));
  }

  private static UUID provisioning(String username, Duration age) {
    UUID id = Ids.next();
    harness
        .db()
        .execute(
            """
            INSERT INTO users (id, organization_id, username, state, created_at)
            VALUES ($1, $2, $3, 'provisioning', now() - make_interval(secs => $4))
            """,
            id,
            Ids.DEFAULT_ORGANIZATION,
            username,
            (double) age.toSeconds());
    return id;
  }

  @Test
  void principal_shouldBeTheAdministrator_whenTheDatabaseIsNew() {
    assertThat(principal(Ids.ADMIN_USER))
        .isEqualTo(
            new Principal(
                Ids.ADMIN_USER,
                "admin",
                Ids.DEFAULT_ORGANIZATION,
                true,
                List.of("admin"),
                List.of("*")));
  }

  @Test
  void principal_shouldHoldWhatTheRolesPermit_whenTheUserHasRoles() {
    // given
    UserView made = create("ivan", "operator");
    // when
    Principal principal = principal(made.id());
    // then
    assertThat(principal.permissions()).contains("job:run", "target:read");
  }

  @Test
  void principal_shouldBeForbidden_whenAskedByAnother() {
    IdRequest request = new IdRequest(Ids.ADMIN_USER);
    refusedWith(ErrorCode.FORBIDDEN, () -> admin.call(UserOperations.PRINCIPAL, request));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () -> harness.service("workers").call(UserOperations.PRINCIPAL, request));
  }

  @Test
  void get_shouldFindNothing_whenTheUserIsOfAnotherOrganization() {
    // given
    UserView made = create("june");
    TestClient foreigner = harness.user(Ids.next(), "mallory", "*");
    // when, then
    refusedWith(
        ErrorCode.NOT_FOUND, () -> foreigner.call(UserOperations.GET, new IdRequest(made.id())));
    assertThat(foreigner.call(UserOperations.LIST, listed(null, null)).items()).isEmpty();
  }

  @Test
  void list_shouldShowEachOnce_whenReadInParts() {
    // given
    create("kate");
    create("liam");
    List<UserView> all = admin.call(UserOperations.LIST, listed(500, null)).items();
    // when
    UserPage first = admin.call(UserOperations.LIST, listed(2, null));
    UserPage second = admin.call(UserOperations.LIST, listed(500, first.nextCursor()));
    // then
    assertThat(first.items()).hasSize(2).isEqualTo(all.subList(0, 2));
    assertThat(second.items()).containsAll(all.subList(2, all.size()));
    assertThat(second.items()).doesNotContainAnyElementsOf(first.items());
    assertThat(first.items().getFirst().username()).isEqualTo("admin");
  }
}
