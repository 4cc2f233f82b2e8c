package io.opsconductor.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.SessionsEnded;
import io.opsconductor.contracts.executions.ExecutionOperations;
import io.opsconductor.contracts.executions.StoppedRuns;
import io.opsconductor.contracts.users.AccessOperations;
import io.opsconductor.contracts.users.BulkAction;
import io.opsconductor.contracts.users.BulkItem;
import io.opsconductor.contracts.users.BulkOutcome;
import io.opsconductor.contracts.users.BulkResult;
import io.opsconductor.contracts.users.BulkUsers;
import io.opsconductor.contracts.users.CreateUser;
import io.opsconductor.contracts.users.ListMembers;
import io.opsconductor.contracts.users.ListUsers;
import io.opsconductor.contracts.users.RunsOfDisabled;
import io.opsconductor.contracts.users.TeamInput;
import io.opsconductor.contracts.users.UserFilter;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.contracts.users.UserSelection;
import io.opsconductor.contracts.users.UserView;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The same to several users. Each test has users of its own, whose names begin alike. */
class BulkIT {
  private static final Set<UUID> SIGNED_OUT = ConcurrentHashMap.newKeySet();

  private static ServiceHarness harness;
  private static TestClient admin;

  @BeforeAll
  static void start() {
    harness =
        ServiceHarness.builder()
            .group(new UsersGroup())
            .serves(AuthOperations.SET_PASSWORD, (request, call) -> Empty.INSTANCE)
            .serves(
                AuthOperations.REVOKE_USER_SESSIONS,
                (request, call) -> {
                  SIGNED_OUT.add(request.id());
                  return new SessionsEnded(1);
                })
            .serves(
                ExecutionOperations.WITHDRAW_RUNS,
                (request, call) -> new StoppedRuns(0, request.starterIds().size()))
            .start();
    admin = harness.user("boss", "*");
  }

  @AfterAll
  static void stop() {
    harness.close();
  }

  private static UserView user(String name, String... roles) {
    return admin.call(
        UserOperations.CREATE,
        new CreateUser(name, new SecretText("correct horse battery"), List.of(roles)));
  }

  private static UserSelection of(UserView... users) {
    return new UserSelection(Arrays.stream(users).map(UserView::id).toList(), null);
  }

  private static UserSelection named(String beginning) {
    return new UserSelection(null, new UserFilter(beginning, null, null));
  }

  private static BulkUsers request(BulkAction action, UserSelection select, Integer expect) {
    return new BulkUsers(action, select, null, null, null, expect == null, expect);
  }

  private static BulkUsers role(BulkAction action, UserSelection select, String role) {
    return new BulkUsers(action, select, role, null, null, null, null);
  }

  private static BulkUsers team(BulkAction action, UserSelection select, UUID team) {
    return new BulkUsers(action, select, null, team, null, null, null);
  }

  private static BulkResult bulk(BulkUsers request) {
    return admin.call(UserOperations.BULK, request);
  }

  private static UserView now(UserView user) {
    return admin.call(UserOperations.GET, new IdRequest(user.id()));
  }

  private static long events(String type, UserView user) {
    return harness
        .db()
        .one(
            "SELECT count(*) AS n FROM outbox WHERE envelope->>'type' = $1"
                + " AND envelope::text LIKE '%' || $2 || '%'",
            row -> row.getLong("n"), type, user.id().toString())
        .orElseThrow();
  }

  private static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  @Test
  void bulk_shouldDoExactlyWhatThePreviewShowed() {
    // given
    UserView one = user("temp-one", "viewer");
    UserView two = user("TEMP-two", "viewer");
    UserView done = user("temp-off", "viewer");
    bulk(new BulkUsers(BulkAction.DISABLE, of(done), null, null, null, null, null));
    // when
    BulkResult preview = bulk(request(BulkAction.DISABLE, named("temp-"), null));
    // then
    assertThat(preview.preview()).isTrue();
    assertThat(preview.selected()).isEqualTo(3);
    assertThat(preview.changed()).isEqualTo(2);
    assertThat(preview.unchanged()).isOne();
    assertThat(preview.runs()).isNull();
    assertThat(now(one)).isEqualTo(one);
    assertThat(events("user.updated", one)).isZero();
    // when
    refusedWith(
        ErrorCode.SELECTION_CHANGED, () -> bulk(request(BulkAction.DISABLE, named("temp-"), 3)));
    BulkResult result = bulk(request(BulkAction.DISABLE, named("temp-"), 2));
    // then
    assertThat(result.items()).isEqualTo(preview.items());
    assertThat(result.runs()).isEqualTo(new RunsOfDisabled(0, 3, null, null));
    assertThat(Stream.of(one, two).map(BulkIT::now)).noneMatch(UserView::enabled);
    assertThat(SIGNED_OUT).contains(one.id(), two.id());
    assertThat(events("user.updated", one)).isOne();
    assertThat(events("user.updated", done)).isOne();
    // when
    BulkResult again = bulk(request(BulkAction.ENABLE, named("temp-"), 3));
    // then
    assertThat(again.changed()).isEqualTo(3);
    assertThat(again.runs()).isNull();
    assertThat(now(two).enabled()).isTrue();
  }

  @Test
  void bulk_shouldGiveAndTakeARole_andLeaveTheOthers() {
    // given
    UserView without = user("role-without", "viewer");
    UserView with = user("role-with", "operator");
    // when
    BulkResult given = bulk(role(BulkAction.ADD_ROLE, of(with, without), "operator"));
    // then
    assertThat(given.items())
        .extracting(BulkItem::username, BulkItem::outcome)
        .containsExactlyInAnyOrder(
            tuple("role-without", BulkOutcome.CHANGED), tuple("role-with", BulkOutcome.UNCHANGED));
    assertThat(now(without).roles()).containsExactly("operator", "viewer");
    assertThat(now(with)).isEqualTo(with);
    // when
    bulk(role(BulkAction.REMOVE_ROLE, of(with, without), "operator"));
    // then
    assertThat(now(without).roles()).containsExactly("viewer");
    assertThat(now(with).roles()).isEmpty();
    refusedWith(ErrorCode.UNKNOWN_ROLE, () -> bulk(role(BulkAction.ADD_ROLE, of(with), "nothing")));
  }

  @Test
  void bulk_shouldPutIntoATeamAndOut_whenTheCallerMayWriteTeams() {
    // given
    UserView ann = user("team-ann", "viewer");
    UserView bob = user("team-bob", "viewer");
    UUID team = admin.call(AccessOperations.CREATE_TEAM, new TeamInput("Bulk", null)).id();
    ListMembers members = new ListMembers(team, new PageRequest(10, null));
    // when
    BulkResult joined = bulk(team(BulkAction.ADD_TO_TEAM, of(ann, bob), team));
    BulkResult again = bulk(team(BulkAction.ADD_TO_TEAM, of(ann), team));
    // then
    assertThat(joined.changed()).isEqualTo(2);
    assertThat(again.unchanged()).isOne();
    assertThat(admin.call(AccessOperations.LIST_MEMBERS, members).items()).hasSize(2);
    assertThat(events("team.member_added", ann)).isOne();
    // when
    BulkResult left = bulk(team(BulkAction.REMOVE_FROM_TEAM, of(ann, bob), team));
    // then
    assertThat(left.changed()).isEqualTo(2);
    assertThat(bulk(team(BulkAction.REMOVE_FROM_TEAM, of(ann), team)).unchanged()).isOne();
    assertThat(admin.call(AccessOperations.LIST_MEMBERS, members).items()).isEmpty();
    refusedWith(
        ErrorCode.UNKNOWN_TEAM, () -> bulk(team(BulkAction.ADD_TO_TEAM, of(ann), Ids.next())));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            harness
                .user("no-teams", "user:write")
                .call(UserOperations.BULK, team(BulkAction.ADD_TO_TEAM, of(ann), team)));
  }

  @Test
  void bulk_shouldLeaveWhomTheCallerMustNotChange_andChangeTheOthers() {
    // given
    UserView weak = user("weak-one", "viewer");
    UserView mighty = user("weak-not", "manager");
    TestClient helper =
        harness.user(
            "helper",
            "user:write",
            "target:read",
            "job:read",
            "execution:read",
            "schedule:read",
            "credential:read",
            "cluster:read");
    UUID unknown = Ids.next();
    UserSelection all = new UserSelection(List.of(weak.id(), mighty.id(), unknown), null);
    // when
    BulkResult result =
        helper.call(
            UserOperations.BULK, new BulkUsers(BulkAction.DISABLE, all, null, null, null, null, 1));
    // then
    assertThat(result.items())
        .extracting(BulkItem::id, BulkItem::outcome, BulkItem::code)
        .containsExactlyInAnyOrder(
            tuple(weak.id(), BulkOutcome.CHANGED, null),
            tuple(mighty.id(), BulkOutcome.REFUSED, "more_than_own"),
            tuple(unknown, BulkOutcome.REFUSED, "not_found"));
    assertThat(now(mighty)).isEqualTo(mighty);
    assertThat(now(weak).enabled()).isFalse();
  }

  @Test
  void bulk_shouldKeepTheCallerAndTheLastAdministrator_whenAllAreSelected() {
    // given
    UUID organization = Ids.next();
    harness.db().execute("INSERT INTO organizations (id, name) VALUES ($1, 'Bulk')", organization);
    TestClient owner = harness.user(organization, "owner", "*");
    List<UUID> admins =
        Stream.of("adm-one", "adm-two", "adm-three")
            .map(
                name ->
                    owner
                        .call(
                            UserOperations.CREATE,
                            new CreateUser(
                                name, new SecretText("correct horse battery"), List.of("admin")))
                        .id())
            .toList();
    TestClient first =
        harness.user(
            new CallerContext.User(
                admins.getFirst(),
                "adm-one",
                organization,
                Ids.next(),
                List.of("admin"),
                Set.of("*")));
    BulkUsers request = request(BulkAction.DISABLE, named("adm-"), 2);
    // when
    BulkResult byOne = first.call(UserOperations.BULK, request);
    // then
    assertThat(byOne.items())
        .filteredOn(item -> item.outcome() == BulkOutcome.REFUSED)
        .extracting(BulkItem::id, BulkItem::code)
        .containsExactly(tuple(admins.getFirst(), "own_user"));
    // when
    first.call(
        UserOperations.BULK,
        new BulkUsers(
            BulkAction.ENABLE, new UserSelection(admins, null), null, null, null, null, 2));
    BulkResult byAnother =
        owner.call(UserOperations.BULK, request(BulkAction.DISABLE, named("adm-"), null));
    // then: one after the other, so that the last of them is kept
    assertThat(byAnother.changed()).isEqualTo(2);
    assertThat(byAnother.items().getLast().code()).isEqualTo("last_admin");
    assertThat(
            owner.call(UserOperations.LIST, new ListUsers(null, null, "adm-", null, true)).items())
        .hasSize(3);
  }

  @Test
  void bulk_shouldReachNobody_whenTheyAreOfAnotherOrganization() {
    // given
    UserView walled = user("walled-one", "viewer");
    TestClient foreigner = harness.user(Ids.next(), "mallory", "*");
    // when
    BulkResult byId =
        foreigner.call(
            UserOperations.BULK,
            new BulkUsers(BulkAction.DISABLE, of(walled), null, null, null, null, null));
    BulkResult byName =
        foreigner.call(UserOperations.BULK, request(BulkAction.DISABLE, named("walled-"), null));
    // then
    assertThat(byId.items())
        .containsExactly(
            new BulkItem(
                walled.id(),
                null,
                BulkOutcome.REFUSED,
                "not_found",
                "There is no user " + walled.id()));
    assertThat(byName.selected()).isZero();
    assertThat(now(walled)).isEqualTo(walled);
  }

  @Test
  void bulk_shouldBeBounded_whenTheFilterMatchesTooMany() {
    // given
    UUID organization = Ids.next();
    harness.db().execute("INSERT INTO organizations (id, name) VALUES ($1, 'Many')", organization);
    harness
        .db()
        .execute(
            "INSERT INTO users (id, organization_id, username, state)"
                + " SELECT gen_random_uuid(), $1, 'many-' || n, 'active'"
                + " FROM generate_series(1, 1001) n",
            organization);
    TestClient owner = harness.user(organization, "many-owner", "*");
    // when, then
    refusedWith(
        ErrorCode.SELECTION_TOO_LARGE,
        () -> owner.call(UserOperations.BULK, request(BulkAction.DISABLE, named("many-"), null)));
    BulkResult some =
        owner.call(UserOperations.BULK, request(BulkAction.DISABLE, named("many-10"), 13));
    assertThat(some.changed()).isEqualTo(13);
  }

  @Test
  void request_shouldBeRefused_whenItDoesNotSayEnoughOrTooMuch() {
    UserSelection some = named("x");
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> new BulkUsers(BulkAction.DISABLE, some, null, null, null, null, null));
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> new BulkUsers(BulkAction.DISABLE, some, "viewer", null, null, true, null));
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> new BulkUsers(BulkAction.ADD_ROLE, some, null, null, null, true, null));
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () -> new BulkUsers(BulkAction.ENABLE, some, null, null, true, true, null));
    refusedWith(ErrorCode.INVALID_REQUEST, () -> new UserSelection(null, null));
    refusedWith(ErrorCode.INVALID_REQUEST, () -> new UserFilter(null, null, null));
  }
}
