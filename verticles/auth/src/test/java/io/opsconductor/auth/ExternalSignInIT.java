package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.auth.external.ExternalIdentity;
import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.auth.external.GroupRule;
import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ChangePassword;
import io.opsconductor.contracts.auth.IdentityPage;
import io.opsconductor.contracts.auth.IdentityView;
import io.opsconductor.contracts.auth.MfaPolicy;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SetUserMfaPolicy;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.UserIdentity;
import io.opsconductor.contracts.users.ExternalUser;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.Origin;
import io.opsconductor.platform.bus.Trace;
import io.opsconductor.platform.testing.TestClient;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ExternalSignInIT {
  private static final ExternalProvider CORP = provider("corp", true, false, false);
  private static final ExternalProvider LINKING = provider("linking", false, true, false);
  private static final ExternalProvider CLOSED = provider("closed", false, false, false);
  private static final ExternalProvider STRONG = provider("strong", true, false, true);
  private static final SecretText OTHER = new SecretText("another horse battery");

  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static ExternalProvider provider(
      String name, boolean create, boolean link, boolean factor) {
    return new ExternalProvider(
        name,
        Ids.DEFAULT_ORGANIZATION,
        create,
        link,
        factor,
        List.of(
            new GroupRule("ops", List.of("operator"), List.of("Web", "Ops")),
            new GroupRule("sec", List.of("auditor", "operator"), null)));
  }

  private static ExternalIdentity identity(
      ExternalProvider provider, String name, String... groups) {
    return new ExternalIdentity(
        provider.name(),
        "subject of " + name,
        name,
        "Some\u0007 " + name,
        name + "@example.net",
        true,
        Set.of(groups));
  }

  private static Call call() {
    return new Call(
        new CallerContext("gateway", Optional.empty()),
        new Origin(
            node.harness.service("gateway").token(),
            Trace.begin(),
            node.clock.instant().plusSeconds(60)));
  }

  private static TokenPair signIn(ExternalProvider provider, ExternalIdentity identity) {
    return node.external.signIn(provider, identity, null, null, call());
  }

  private static UUID userId(TokenPair pair) {
    return node.context(pair).userId();
  }

  private static TestClient as(TokenPair pair) {
    return node.harness.bearing(node.context(pair).token().reveal());
  }

  private static int events(String type, UUID id) {
    return node.count(
        "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = $1"
            + " AND envelope->>'resourceId' = $2",
        type,
        id.toString());
  }

  private static int identities(ExternalProvider provider, String name) {
    return node.count(
        "SELECT count(*)::int FROM external_identities WHERE provider = $1 AND subject = $2",
        provider.name(),
        "subject of " + name);
  }

  @Test
  void signIn_shouldMakeOneUser_whenItIsTheFirst() {
    // when
    TokenPair first = signIn(CORP, identity(CORP, "x-ann", "ops", "sec", "others"));
    ExternalUser asked = node.externalUsers.last();
    TokenPair second = signIn(CORP, identity(CORP, "x-ann", "sec"));
    // then
    UUID id = userId(first);
    assertThat(userId(second)).isEqualTo(id);
    assertThat(asked.roles()).containsExactly("auditor", "operator");
    assertThat(asked.teams()).containsExactly("Ops", "Web");
    assertThat(asked.create()).isTrue();
    assertThat(asked.email()).isEqualTo("x-ann@example.net");
    assertThat(node.externalUsers.last().teams()).isEmpty();
    assertThat(node.externalUsers.last().create()).isFalse();
    assertThat(events("identity.linked", id)).isEqualTo(1);
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'session.started'"
                    + " AND envelope->'data'->>'provider' = 'corp'"
                    + " AND envelope->'data'->>'userId' = $1",
                id.toString()))
        .isEqualTo(2);
  }

  @Test
  void signIn_shouldMakeOneUser_whenManyAreTheFirst() {
    // when
    List<UUID> ids =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(n -> userId(signIn(CORP, identity(CORP, "x-many"))))
            .distinct()
            .toList();
    // then
    assertThat(ids).hasSize(1);
    assertThat(events("identity.linked", ids.getFirst())).isEqualTo(1);
  }

  @Test
  void signIn_shouldGoOn_whenItWasCutOffBefore() {
    // given
    ExternalIdentity bob = identity(CORP, "x-bob");
    node.externalUsers.down = true;
    refusedWith(ErrorCode.SERVICE_UNAVAILABLE, () -> signIn(CORP, bob));
    UUID meant = node.externalUsers.last().userId();
    node.externalUsers.down = false;
    // when, then
    assertThat(userId(signIn(CORP, bob))).isEqualTo(meant);
  }

  @Test
  void signIn_shouldTakeNoAccountOver_whenTheNameIsTaken() {
    // given
    Principal cid = node.user("x-cid");
    // when
    refusedWith(ErrorCode.EXTERNAL_NAME_TAKEN, () -> signIn(CORP, identity(CORP, "X-Cid", "ops")));
    // then
    assertThat(identities(CORP, "X-Cid")).isZero();
    assertThat(node.users.get(cid.id())).isEqualTo(cid);
    assertThat(node.context(node.login("x-cid", PASSWORD)).userId()).isEqualTo(cid.id());
  }

  @Test
  void signIn_shouldBeRefused_whenThereIsNoAccountAndNoneIsMade() {
    refusedWith(
        ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> signIn(CLOSED, identity(CLOSED, "x-dan")));
    refusedWith(
        ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> signIn(CORP, identity(CORP, "not a name")));
    assertThat(identities(CLOSED, "x-dan")).isZero();
  }

  @Test
  void signIn_shouldLinkTheAddress_whenItIsVerifiedAndThatIsConfigured() {
    // given
    Principal eve = node.user("x-eve");
    node.prove(eve.id(), "x-eva@example.net");
    ExternalIdentity eva = identity(LINKING, "x-eva");
    ExternalIdentity unverified =
        new ExternalIdentity(
            LINKING.name(), eva.subject(), "x-eva", null, "x-eva@example.net", false, Set.of());
    ExternalIdentity later =
        new ExternalIdentity(
            LINKING.name(), "another", "x-eva", null, "x-eva@example.net", true, Set.of());
    // when, then
    refusedWith(ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> signIn(LINKING, unverified));
    assertThat(userId(signIn(LINKING, eva))).isEqualTo(eve.id());
    assertThat(userId(signIn(LINKING, unverified))).isEqualTo(eve.id());
    refusedWith(ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> signIn(LINKING, later));
    assertThat(events("identity.linked", eve.id())).isEqualTo(1);
  }

  @Test
  void signIn_shouldNotLink_whenTheAddressIsNotProvedHereOrOfOneWhoMayNotSignIn() {
    // given
    node.user("x-una");
    Principal off = node.person(Ids.DEFAULT_ORGANIZATION, "job:run");
    node.prove(off.id(), "x-off@example.net");
    node.users.put(off.id(), AuthNode.principal(off.id(), off.username(), false));
    Principal elsewhere = node.person(Ids.next(), "job:run");
    node.prove(elsewhere.id(), "x-else@example.net");
    // when, then
    for (String name : List.of("x-una", "x-off", "x-else")) {
      refusedWith(
          ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> signIn(LINKING, identity(LINKING, name)));
      assertThat(identities(LINKING, name)).isZero();
    }
  }

  @Test
  void signIn_shouldBeRefused_whenTheUserIsDisabled() {
    // given
    UUID id = userId(signIn(CORP, identity(CORP, "x-fay")));
    node.users.put(id, AuthNode.principal(id, "x-fay", false));
    // when, then
    refusedWith(ErrorCode.EXTERNAL_ACCOUNT_REFUSED, () -> signIn(CORP, identity(CORP, "x-fay")));
  }

  @Test
  void signIn_shouldMakeAnotherUser_whenTheFirstWasRemoved() {
    // given
    UUID id = userId(signIn(CORP, identity(CORP, "x-gil")));
    node.users.remove(id);
    // when
    UUID other = userId(signIn(CORP, identity(CORP, "x-gil")));
    // then
    assertThat(other).isNotEqualTo(id);
    assertThat(identities(CORP, "x-gil")).isEqualTo(1);
  }

  @Test
  void signIn_shouldAskForTheSecondFactor_unlessTheProviderDid() {
    // given
    MfaUser hal = new MfaUser(node, "x-hal", "10.60.0.1").enrol();
    node.prove(hal.user.id(), "x-hal@example.net");
    ExternalProvider strong = provider("strong-link", false, true, true);
    // when, then
    assertThatThrownBy(() -> signIn(LINKING, identity(LINKING, "x-hal")))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.code()).isEqualTo("mfa_required");
              assertThat(e.extensions()).containsKey("challenge");
            });
    assertThat(
            userId(
                node.external.signIn(
                    LINKING,
                    identity(LINKING, "x-hal"),
                    new SecretText(hal.code(1)),
                    new SessionClient(null, "10.60.0.1"),
                    call())))
        .isEqualTo(hal.user.id());
    assertThat(userId(signIn(strong, identity(strong, "x-hal")))).isEqualTo(hal.user.id());
  }

  @Test
  void session_shouldNotHaveToEnrol_whenTheProviderAskedForTheSecondFactor() {
    // given
    UUID weak = userId(signIn(CORP, identity(CORP, "x-ida")));
    UUID strong = userId(signIn(STRONG, identity(STRONG, "x-jim")));
    TestClient admin = node.session(node.person(Ids.DEFAULT_ORGANIZATION, "user:write", "job:run"));
    for (UUID id : List.of(weak, strong)) {
      admin.call(AuthOperations.SET_USER_MFA_POLICY, new SetUserMfaPolicy(id, MfaPolicy.REQUIRED));
    }
    // when
    TokenPair first = signIn(CORP, identity(CORP, "x-ida"));
    TokenPair second = signIn(STRONG, identity(STRONG, "x-jim"));
    // then
    assertThat(first.mfaEnrolmentRequired()).isTrue();
    assertThat(second.mfaEnrolmentRequired()).isNull();
    assertThat(node.context(first).permissions()).isEmpty();
    assertThat(node.context(second).permissions()).containsExactly("job:run");
  }

  @Test
  void password_shouldBeKeptElsewhere_whenTheUserHasNoneHere() {
    // given
    TokenPair pair = signIn(CORP, identity(CORP, "x-kim"));
    Principal kim = node.users.get(userId(pair));
    // when, then
    refusedWith(
        ErrorCode.PASSWORD_KEPT_ELSEWHERE,
        () ->
            as(pair)
                .call(AuthOperations.CHANGE_PASSWORD, new ChangePassword(PASSWORD, OTHER, null)));
    refusedWith(ErrorCode.PASSWORD_KEPT_ELSEWHERE, () -> node.setPassword(kim, PASSWORD));
    refusedWith(ErrorCode.BAD_CREDENTIALS, () -> node.login("x-kim", PASSWORD));
  }

  @Test
  void identities_shouldBeShown_whenTheUserOrAnAdministratorAsks() {
    // given
    TokenPair pair = signIn(CORP, identity(CORP, "x-lea"));
    TestClient admin = node.session(node.person(Ids.DEFAULT_ORGANIZATION, "user:read"));
    // when
    IdentityPage own = as(pair).call(AuthOperations.LIST_IDENTITIES, Empty.INSTANCE);
    IdentityPage seen =
        admin.call(AuthOperations.LIST_USER_IDENTITIES, new IdRequest(userId(pair)));
    // then
    assertThat(own).isEqualTo(seen);
    IdentityView only = own.items().getFirst();
    assertThat(only.provider()).isEqualTo("corp");
    assertThat(only.subject()).isEqualTo("subject of x-lea");
    assertThat(only.displayName()).isEqualTo("Some x-lea");
    assertThat(only.lastUsedAt()).isAfter(Instant.EPOCH);
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> admin.call(AuthOperations.LIST_USER_IDENTITIES, new IdRequest(Ids.next())));
  }

  @Test
  void unlink_shouldTakeItAway_unlessItIsTheLastWayIn() {
    // given
    TokenPair lone = signIn(CORP, identity(CORP, "x-max"));
    UUID only = own(lone).id();
    Principal ned = node.user("x-ned");
    node.prove(ned.id(), "x-ned@example.net");
    TokenPair linked = signIn(LINKING, identity(LINKING, "x-ned", "ops"));
    UUID second = own(linked).id();
    // when, then
    refusedWith(ErrorCode.LAST_WAY_IN, () -> unlink(lone, only));
    refusedWith(ErrorCode.NOT_FOUND, () -> unlink(lone, second));
    unlink(linked, second);
    assertThat(node.externalUsers.last().roles()).isEmpty();
    assertThat(as(linked).call(AuthOperations.LIST_IDENTITIES, Empty.INSTANCE).items()).isEmpty();
    assertThat(events("identity.unlinked", ned.id())).isEqualTo(1);
  }

  private static IdentityView own(TokenPair pair) {
    return as(pair).call(AuthOperations.LIST_IDENTITIES, Empty.INSTANCE).items().getFirst();
  }

  private static void unlink(TokenPair pair, UUID id) {
    as(pair).call(AuthOperations.UNLINK_IDENTITY, new IdRequest(id));
  }

  @Test
  void unlink_shouldBeRefused_whenItIsOfWhoMayMoreOrOnesOwnLastWayIn() {
    // given
    TokenPair pair = signIn(CORP, identity(CORP, "x-otto"));
    UUID otto = userId(pair);
    UserIdentity meant = new UserIdentity(otto, own(pair).id());
    node.users.computeIfPresent(
        otto,
        (id, user) ->
            new Principal(
                id,
                user.username(),
                user.organizationId(),
                true,
                List.of(),
                List.of("user:write", "job:run")));
    TestClient clerk = node.session(node.person(Ids.DEFAULT_ORGANIZATION, "user:write"));
    // when, then
    refusedWith(
        ErrorCode.MORE_THAN_OWN, () -> clerk.call(AuthOperations.UNLINK_USER_IDENTITY, meant));
    refusedWith(
        ErrorCode.LAST_WAY_IN, () -> as(pair).call(AuthOperations.UNLINK_USER_IDENTITY, meant));
    assertThat(node.context(pair).userId()).isEqualTo(otto);
  }

  @Test
  void unlink_shouldEndTheSessionsAndAllowAPassword_whenAnAdministratorDoesIt() {
    // given
    TokenPair pair = signIn(CORP, identity(CORP, "x-ole"));
    Principal ole = node.users.get(userId(pair));
    TestClient admin = node.session(node.person(Ids.DEFAULT_ORGANIZATION, "user:write", "job:run"));
    UserIdentity meant = new UserIdentity(ole.id(), own(pair).id());
    // when
    admin.call(AuthOperations.UNLINK_USER_IDENTITY, meant);
    // then
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(pair));
    refusedWith(ErrorCode.NOT_FOUND, () -> admin.call(AuthOperations.UNLINK_USER_IDENTITY, meant));
    refusedWith(ErrorCode.EXTERNAL_NAME_TAKEN, () -> signIn(CORP, identity(CORP, "x-ole")));
    node.setPassword(ole, PASSWORD);
    assertThat(node.context(node.login("x-ole", PASSWORD)).userId()).isEqualTo(ole.id());
  }
}
