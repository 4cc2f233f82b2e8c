package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CreateAccountToken;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.ListAccountTokens;
import io.opsconductor.contracts.auth.ListUserSessions;
import io.opsconductor.contracts.auth.ListUserTokens;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenCreated;
import io.opsconductor.contracts.auth.TokenScope;
import io.opsconductor.contracts.auth.TokenView;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** API tokens of service accounts; what users says of these is the test's. */
class AccountTokenIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Principal manager(String... more) {
    String[] permissions =
        Stream.concat(Stream.of("service-account:read", "service-account:write"), Stream.of(more))
            .toArray(String[]::new);
    Principal manager = node.person(Ids.DEFAULT_ORGANIZATION, permissions);
    node.managers.add(manager.id());
    return manager;
  }

  private static TokenCreated token(TestClient as, Principal account, String... permissions) {
    return as.call(
        AuthOperations.CREATE_ACCOUNT_TOKEN,
        new CreateAccountToken(
            account.id(), new CreateToken("ci", List.of(permissions), null, null)));
  }

  private static List<UUID> listed(TestClient as, Principal account) {
    return as
        .call(
            AuthOperations.LIST_ACCOUNT_TOKENS,
            new ListAccountTokens(account.id(), PageRequest.first()))
        .items()
        .stream()
        .map(TokenView::id)
        .toList();
  }

  @Test
  void token_shouldActAsTheAccount_withWhatBothMay() {
    // given
    Principal account = node.account("job:run@some", "job:read");
    // when
    TokenCreated token = token(node.session(manager("job:run")), account, "job:run");
    IssuedContext context = node.context(token.token());
    // then
    assertThat(token.ownerId()).isEqualTo(account.id());
    assertThat(context.userId()).isEqualTo(account.id());
    assertThat(context.username()).isEqualTo(account.username());
    assertThat(context.serviceAccount()).isTrue();
    assertThat(context.tokenId()).isEqualTo(token.id());
    assertThat(context.sessionId()).isNull();
    assertThat(context.permissions()).containsExactly("job:run@some");
  }

  @Test
  void token_shouldActAsTheAccount_whenItHasScopesAlone() {
    // given
    Principal account = node.account("target:read");
    TokenScope dev =
        new TokenScope(List.of("target:read"), new GrantObject(ObjectType.TARGET, null, "env=dev"));
    CreateToken terms = new CreateToken("dev", List.of(), List.of(dev), null, null);
    // when
    TokenCreated token =
        node.session(manager("target:read"))
            .call(AuthOperations.CREATE_ACCOUNT_TOKEN, new CreateAccountToken(account.id(), terms));
    // then
    assertThat(node.context(token.token()).permissions()).containsExactly("target:read@some");
  }

  @Test
  void create_shouldBeRefused_whenTheCallerDoesNotManageOrMayLessOrHasNoSession() {
    // given
    Principal account = node.account("*");
    Principal boss = manager("*");
    TestClient outsider =
        node.session(node.person(Ids.DEFAULT_ORGANIZATION, "service-account:write"));
    TokenCreated own =
        node.session(boss)
            .call(AuthOperations.CREATE_TOKEN, new CreateToken("own", List.of("*"), null, null));
    TestClient program = node.harness.bearing(node.context(own.token()).token().reveal());
    // when, then
    refusedWith(ErrorCode.FORBIDDEN, () -> token(outsider, account, "job:read"));
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> token(node.session(manager()), account, "job:run"));
    refusedWith(ErrorCode.FORBIDDEN, () -> token(program, account, "job:read"));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> token(node.session(boss), node.person(Ids.DEFAULT_ORGANIZATION, "*"), "*"));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            token(
                node.session(node.person(Ids.DEFAULT_ORGANIZATION, "service-account:read")),
                account,
                "job:read"));
    assertThat(listed(program, account)).isEmpty();
  }

  @Test
  void create_shouldAskForWhatScopesGiveToo_whenTheCallerMayLess() {
    // given
    Principal account = node.account("*");
    TestClient clerk = node.session(manager("target:read", "job:read"));
    GrantObject jobs = new GrantObject(ObjectType.JOB, null, "name~*");
    GrantObject targets = new GrantObject(ObjectType.TARGET, null, "env=prod");
    // when, then
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> scoped(clerk, account, jobs, "*"));
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> scoped(clerk, account, targets, "*"));
    refusedWith(ErrorCode.MORE_THAN_OWN, () -> scoped(clerk, account, targets, "target:run"));
    assertThat(listed(clerk, account)).isEmpty();
    assertThat(scoped(clerk, account, targets, "target:read").scopes()).hasSize(1);
    TestClient runner =
        node.session(
            manager(
                "job:read",
                "job:write",
                "job:run",
                "execution:read",
                "execution:cancel",
                "secret:use"));
    assertThat(scoped(runner, account, jobs, "*").scopes()).hasSize(1);
  }

  private static TokenCreated scoped(
      TestClient as, Principal account, GrantObject object, String permission) {
    return as.call(
        AuthOperations.CREATE_ACCOUNT_TOKEN,
        new CreateAccountToken(
            account.id(),
            new CreateToken(
                "ci",
                List.of(),
                List.of(new TokenScope(List.of(permission), object)),
                null,
                null)));
  }

  @Test
  void tokens_shouldBeSeenAndRevoked_byWhoManagesTheAccount() {
    // given
    Principal account = node.account("job:read");
    Principal boss = manager("job:read");
    TestClient manager = node.session(boss);
    TestClient reader =
        node.session(
            node.person(Ids.DEFAULT_ORGANIZATION, "service-account:read", "service-account:write"));
    TestClient stranger = node.session(node.person(Ids.DEFAULT_ORGANIZATION, "job:read"));
    TokenCreated token = token(manager, account, "job:read");
    IdRequest id = new IdRequest(token.id());
    // when, then
    assertThat(listed(reader, account)).containsExactly(token.id());
    assertThat(reader.call(AuthOperations.GET_TOKEN, id).ownerId()).isEqualTo(account.id());
    refusedWith(ErrorCode.NOT_FOUND, () -> stranger.call(AuthOperations.GET_TOKEN, id));
    refusedWith(ErrorCode.NOT_FOUND, () -> stranger.call(AuthOperations.REVOKE_TOKEN, id));
    refusedWith(ErrorCode.NOT_FOUND, () -> reader.call(AuthOperations.REVOKE_TOKEN, id));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> listed(manager, node.person(Ids.DEFAULT_ORGANIZATION, "job:read")));
    TokenCreated ofBoss =
        manager.call(
            AuthOperations.CREATE_TOKEN, new CreateToken("b", List.of("job:read"), null, null));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> reader.call(AuthOperations.GET_TOKEN, new IdRequest(ofBoss.id())));
    manager.call(AuthOperations.REVOKE_TOKEN, id);
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(token.token()));
    assertThat(listed(manager, account)).isEmpty();
  }

  @Test
  void endAll_shouldRevokeEveryTokenOfTheAccount_andTellWhoKeepsThem() {
    // given
    Principal account = node.account("job:read");
    TestClient manager = node.session(manager("job:read", "*"));
    Set<UUID> ids =
        Stream.of("job:read", "*")
            .map(permission -> token(manager, account, permission).id())
            .collect(Collectors.toSet());
    TokenCreated other = token(manager, node.account("job:read"), "job:read");
    Set<UUID> told = ConcurrentHashMap.newKeySet();
    node.harness
        .hints()
        .subscribe(AuthOperations.SESSION_ENDED, (SessionEnded end) -> told.add(end.sessionId()))
        .completion()
        .await();
    // when
    node.harness
        .service("users")
        .call(AuthOperations.END_ACCOUNT_TOKENS, new IdRequest(account.id()));
    // then
    await().atMost(PATIENCE).until(() -> told.containsAll(ids));
    assertThat(listed(manager, account)).isEmpty();
    assertThat(node.context(other.token()).tokenId()).isEqualTo(other.id());
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'token.revoked'"
                    + " AND envelope->'data'->>'ownerId' = $1",
                account.id().toString()))
        .isEqualTo(2);
  }

  @Test
  void account_shouldHaveNothingThatPeopleHave() {
    // given
    Principal account = node.account("*");
    TestClient admin = node.session(manager("*"));
    TestClient program =
        node.harness.bearing(node.context(token(admin, account, "*").token()).token().reveal());
    // when, then
    refusedWith(
        ErrorCode.NOT_FOUND,
        () ->
            admin.call(
                AuthOperations.LIST_USER_SESSIONS, new ListUserSessions(account.id(), null)));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> admin.call(AuthOperations.LIST_USER_TOKENS, new ListUserTokens(account.id(), null)));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> admin.call(AuthOperations.RESET_MFA, new IdRequest(account.id())));
    refusedWith(ErrorCode.FORBIDDEN, () -> program.call(AuthOperations.GET_MFA, Empty.INSTANCE));
    refusedWith(ErrorCode.FORBIDDEN, () -> program.call(AuthOperations.BEGIN_TOTP, Empty.INSTANCE));
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            program.call(
                AuthOperations.CREATE_TOKEN, new CreateToken("x", List.of("*"), null, null)));
  }
}
