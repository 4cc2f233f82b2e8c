package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.opsconductor.auth.tokens.ApiTokenStore;
import io.opsconductor.auth.tokens.TokenUses;
import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.PageRequest;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AskPermissions;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.ListUserTokens;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.contracts.auth.TokenCreated;
import io.opsconductor.contracts.auth.TokenLimits;
import io.opsconductor.contracts.auth.TokenPermissions;
import io.opsconductor.contracts.auth.TokenScope;
import io.opsconductor.contracts.auth.TokenState;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.contracts.auth.TokenView;
import io.opsconductor.contracts.users.GrantObject;
import io.opsconductor.contracts.users.ObjectType;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.testing.TestClient;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApiTokenIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final UUID ELSEWHERE = UUID.fromString("00000000-0000-7000-8000-0000000000ee");
  private static AuthNode node;

  @BeforeAll
  static void start() {
    node = new AuthNode();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Principal person(String... permissions) {
    return node.person(Ids.DEFAULT_ORGANIZATION, permissions);
  }

  private static TestClient session(Principal user) {
    return node.session(user);
  }

  private static TokenCreated token(Principal owner, String... permissions) {
    return session(owner)
        .call(AuthOperations.CREATE_TOKEN, new CreateToken("ci", List.of(permissions), null, null));
  }

  private static IssuedContext use(TokenCreated token) {
    return node.context(token.token());
  }

  private static IssuedContext use(SecretText token, String address) {
    return node.asGateway(
        AuthOperations.ISSUE_CONTEXT, new IssueContext(token, SessionClient.of(null, address)));
  }

  private static TestClient bearing(TokenCreated token) {
    return node.harness.bearing(use(token).token().reveal());
  }

  private static TokenView read(Principal owner, TokenCreated token) {
    return session(owner).call(AuthOperations.GET_TOKEN, new IdRequest(token.id()));
  }

  private static void refused(TokenCreated token) {
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> use(token));
  }

  @Test
  void create_shouldTellTheTextOnce_andKeepOnlyItsHash() {
    // given
    Principal ann = person("target:read");
    // when
    TokenCreated made = token(ann, "target:read");
    // then
    String text = made.token().reveal();
    assertThat(TokenText.isWellFormed(text)).isTrue();
    assertThat(made.ownerId()).isEqualTo(ann.id());
    assertThat(made.expiresAt()).isEqualTo(made.createdAt().plus(Duration.ofDays(365)));
    assertThat(node.count("SELECT count(*)::int FROM api_tokens t WHERE t::text LIKE $1", "%opsc%"))
        .isZero();
    assertThat(
            node.count(
                "SELECT count(*)::int FROM api_tokens WHERE id = $1 AND hash ="
                    + " sha256($2::text::bytea)",
                made.id(),
                text))
        .isEqualTo(1);
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'token.created'"
                    + " AND envelope->>'resourceId' = $1",
                made.id().toString()))
        .isEqualTo(1);
    assertThat(
            node.count("SELECT count(*)::int FROM outbox WHERE envelope::text LIKE $1", "%opsc_%"))
        .isZero();
    assertThat(made.toString()).doesNotContain(text);
  }

  @Test
  void issueContext_shouldPermitWhatTokenAndOwnerPermit_atTheTimeOfUse() {
    // given
    Principal ann = person("target:read", "job:run");
    TokenCreated narrow = token(ann, "target:read", "user:write");
    TokenCreated all = token(ann, "*");
    // when, then
    assertThat(use(narrow).permissions()).containsExactly("target:read");
    assertThat(use(narrow).tokenId()).isEqualTo(narrow.id());
    assertThat(use(narrow).sessionId()).isNull();
    assertThat(use(all).permissions()).containsExactlyInAnyOrder("target:read", "job:run");
    // and when
    node.users.put(
        ann.id(),
        new Principal(
            ann.id(), ann.username(), ann.organizationId(), true, List.of(), List.of("*")));
    // then
    assertThat(use(narrow).permissions()).containsExactly("target:read", "user:write");
    assertThat(use(all).permissions()).containsExactly("*");
    // and when
    node.users.put(
        ann.id(),
        new Principal(
            ann.id(), ann.username(), ann.organizationId(), true, List.of(), List.of("job:read")));
    // then
    assertThat(use(narrow).permissions()).isEmpty();
  }

  @Test
  void issueContext_shouldRefuse_whenTheOwnerIsDisabledOrGoneOrElsewhere() {
    // given
    Principal ann = person("target:read");
    TokenCreated token = token(ann, "*");
    assertThat(use(token).userId()).isEqualTo(ann.id());
    // when
    node.users.put(
        ann.id(),
        new Principal(
            ann.id(), ann.username(), ann.organizationId(), false, List.of(), List.of("*")));
    // then
    refused(token);
    // and when
    node.users.put(
        ann.id(),
        new Principal(ann.id(), ann.username(), ELSEWHERE, true, List.of(), List.of("*")));
    // then
    refused(token);
    // and when
    node.users.remove(ann.id());
    // then
    refused(token);
  }

  @Test
  void revoke_shouldEndTheTokenAndTellWhoKeepsIt_andBeRepeatable() throws InterruptedException {
    // given
    Principal ann = person("target:read");
    TokenCreated token = token(ann, "*");
    use(token);
    BlockingQueue<SessionEnded> told = new LinkedBlockingQueue<>();
    node.harness.hints().subscribe(AuthOperations.SESSION_ENDED, told::add).completion().await();
    // when
    session(ann).call(AuthOperations.REVOKE_TOKEN, new IdRequest(token.id()));
    session(ann).call(AuthOperations.REVOKE_TOKEN, new IdRequest(token.id()));
    // then
    refused(token);
    assertThat(read(ann, token).state()).isEqualTo(TokenState.REVOKED);
    await()
        .atMost(PATIENCE)
        .until(() -> token.id().equals(told.poll(1, TimeUnit.SECONDS).sessionId()));
    assertThat(session(ann).call(AuthOperations.LIST_TOKENS, PageRequest.first()).items())
        .isEmpty();
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'token.revoked'"
                    + " AND envelope->>'resourceId' = $1",
                token.id().toString()))
        .isEqualTo(1);
  }

  @Test
  void issueContext_shouldEndWithTheToken_whenThatEndsSooner() {
    try (AuthNode alone = new AuthNode()) {
      // given
      TestClient session = alone.session(alone.person(Ids.DEFAULT_ORGANIZATION, "target:read"));
      Instant end = alone.clock.instant().plusSeconds(20);
      TokenCreated token =
          session.call(
              AuthOperations.CREATE_TOKEN,
              new CreateToken("short", List.of("target:read"), end, false));
      // when, then
      assertThat(alone.context(token.token()).expiresAt()).isBeforeOrEqualTo(end);
      // and when
      alone.clock.forward(Duration.ofSeconds(21));
      // then
      refusedWith(ErrorCode.UNAUTHENTICATED, () -> alone.context(token.token()));
      TokenView view = session.call(AuthOperations.GET_TOKEN, new IdRequest(token.id()));
      assertThat(view.state()).isEqualTo(TokenState.EXPIRED);
    }
  }

  @Test
  void create_shouldRefuse_whenTheEndIsNotAllowed() {
    // given
    TestClient ann = session(person("target:read"));
    Instant now = node.clock.instant();
    // when, then
    for (Instant end : List.of(now.minusSeconds(1), now.plus(Duration.ofDays(366)))) {
      refusedWith(
          ErrorCode.INVALID_REQUEST,
          () ->
              ann.call(
                  AuthOperations.CREATE_TOKEN, new CreateToken("x", List.of("*"), end, false)));
    }
    refusedWith(
        ErrorCode.INVALID_REQUEST,
        () ->
            ann.call(AuthOperations.CREATE_TOKEN, new CreateToken("x", List.of("*"), null, true)));
  }

  @Test
  void create_shouldRefuse_whenThePermissionsAreNone() {
    for (List<String> wrong :
        List.<List<String>>of(List.of(), List.of("target"), List.of("Target:read"), List.of(""))) {
      refusedWith(ErrorCode.INVALID_REQUEST, () -> new CreateToken("x", wrong, null, false));
    }
    refusedWith(
        ErrorCode.INVALID_REQUEST, () -> new CreateToken("x", List.of(), List.of(), null, null));
    refusedWith(ErrorCode.INVALID_REQUEST, () -> new CreateToken("x", null, null, null, null));
  }

  private static TokenScope scope(ObjectType type, String selector, String... permissions) {
    return new TokenScope(List.of(permissions), new GrantObject(type, null, selector));
  }

  private static CreateToken scoped(TokenScope... scopes) {
    return new CreateToken("scoped", List.of("job:read"), List.of(scopes), null, null);
  }

  @Test
  void issueContext_shouldSayWhatHoldsForSomeObjects_whenTheTokenHasScopes() {
    // given
    Principal ann = person("*");
    Principal bob = person("target:read", "target:run@some", "job:read@some");
    CreateToken request =
        scoped(
            scope(ObjectType.TARGET, "env=dev", "target:read", "target:run"),
            scope(ObjectType.JOB, "folder=/web", "*"));
    // when
    TokenCreated ofAnn = session(ann).call(AuthOperations.CREATE_TOKEN, request);
    TokenCreated ofBob = session(bob).call(AuthOperations.CREATE_TOKEN, request);
    // then
    assertThat(use(ofAnn).permissions())
        .contains("job:read", "target:read@some", "target:run@some", "job:run@some")
        .contains("secret:use@some", "execution:cancel@some")
        .doesNotContain("*", "target:read", "target:write@some", "job:read@some", "user:read");
    assertThat(use(ofBob).permissions())
        .containsExactlyInAnyOrder("job:read@some", "target:read@some", "target:run@some");
    assertThat(ofAnn.scopes()).isEqualTo(request.scopes());
    assertThat(read(ann, ofAnn).scopes()).isEqualTo(request.scopes());
  }

  @Test
  void issueContext_shouldPermitWhatTheScopesDo_whenTheTokenHasNothingElse() {
    // given
    Principal ann = person("*");
    List<TokenScope> dev = List.of(scope(ObjectType.TARGET, "env=dev", "target:read"));
    for (List<String> none : Arrays.asList(List.<String>of(), null)) {
      CreateToken request = new CreateToken("scopes alone", none, dev, null, null);
      // when
      TokenCreated made = session(ann).call(AuthOperations.CREATE_TOKEN, request);
      // then
      assertThat(use(made).permissions()).containsExactly("target:read@some");
      assertThat(read(ann, made).permissions()).isEmpty();
      assertThat(read(ann, made).scopes()).isEqualTo(dev);
    }
  }

  @Test
  void permissions_shouldSayWhatHoldsForSomeObjectsOnly_whenItIsAskedFor() {
    // given
    Principal ann = person("job:read", "target:read", "target:run@some");
    TokenCreated token =
        session(ann)
            .call(
                AuthOperations.CREATE_TOKEN,
                scoped(scope(ObjectType.TARGET, "env=dev", "target:read", "target:run")));
    // when
    TokenPermissions said =
        session(person("token:inspect"))
            .call(
                AuthOperations.TOKEN_PERMISSIONS,
                new AskPermissions(
                    token.token(), List.of("job:read", "target:read", "target:run", "user:read")));
    // then
    assertThat(said.allowed())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "job:read", true, "target:read", false, "target:run", false, "user:read", false));
    assertThat(said.some()).containsExactly("target:read", "target:run");
  }

  @Test
  void limits_shouldBeToldToServices_untilTheTokenIsRevoked() {
    // given
    Principal ann = person("target:read");
    TokenScope dev = scope(ObjectType.TARGET, "env=dev", "target:read");
    TokenCreated token = session(ann).call(AuthOperations.CREATE_TOKEN, scoped(dev));
    TestClient targets = node.harness.service("targets");
    IdRequest id = new IdRequest(token.id());
    // when
    TokenLimits limits = targets.call(AuthOperations.TOKEN_LIMITS, id);
    // then
    assertThat(limits.ownerId()).isEqualTo(ann.id());
    assertThat(limits.permissions()).containsExactly("job:read");
    assertThat(limits.scopes()).containsExactly(dev);
    refusedWith(ErrorCode.FORBIDDEN, () -> session(ann).call(AuthOperations.TOKEN_LIMITS, id));
    // and when
    session(ann).call(AuthOperations.REVOKE_TOKEN, id);
    // then
    refusedWith(ErrorCode.NOT_FOUND, () -> targets.call(AuthOperations.TOKEN_LIMITS, id));
  }

  @Test
  void create_shouldSayWhichNameIsWrong_whenOneIsMistyped() {
    // given
    TestClient ann = session(person("*"));
    Map<CreateToken, String> wrong =
        Map.of(
            new CreateToken("x", List.of("job:read", "taget:read"), null, null),
            "/permissions/1",
            scoped(scope(ObjectType.TARGET, "env=dev", "target:raed")),
            "/scopes/0/permissions/0",
            scoped(scope(ObjectType.TARGET, "env=dev", "job:run")),
            "/scopes/0/permissions/0",
            scoped(scope(ObjectType.TARGET, "env=", "target:read")),
            "/scopes/0/object/selector",
            scoped(scope(ObjectType.JOB, "*", "*"), scope(ObjectType.JOB, "env=dev", "job:run")),
            "/scopes/1/object/selector");
    // when, then
    wrong.forEach(
        (request, pointer) ->
            assertThatExceptionOfType(OpsException.class)
                .isThrownBy(() -> ann.call(AuthOperations.CREATE_TOKEN, request))
                .satisfies(
                    e -> {
                      assertThat(e.category()).isEqualTo(ErrorCategory.INVALID);
                      assertThat(e.errors()).extracting(FieldError::pointer).contains(pointer);
                    }));
  }

  @Test
  void create_shouldGiveAnEndlessToken_whenThatIsConfigured() {
    try (AuthNode lenient = new AuthNode(Map.of("api_tokens_without_end", true))) {
      // when
      TokenCreated token =
          lenient
              .session(lenient.person(Ids.DEFAULT_ORGANIZATION, "x:y"))
              .call(AuthOperations.CREATE_TOKEN, new CreateToken("x", List.of("*"), null, true));
      // then
      assertThat(token.expiresAt()).isNull();
    }
  }

  @Test
  void create_shouldRefuse_whenTheOwnerHasAsManyAsMayBe() {
    // given
    Principal ann = person("target:read");
    for (int i = 0; i < ApiTokenStore.MOST - 1; i++) {
      token(ann, "*");
    }
    CreateToken one = new CreateToken("ci", List.of("*"), null, null);
    // when
    List<Future<TokenCreated>> asked =
        Stream.generate(() -> session(ann).send(AuthOperations.CREATE_TOKEN, one))
            .limit(4)
            .toList();
    Future.join(asked).otherwiseEmpty().await();
    // then
    assertThat(asked.stream().filter(Future::succeeded)).hasSize(1);
    refusedWith(ErrorCode.TOO_MANY_TOKENS, () -> token(ann, "*"));
    assertThat(token(person("x:y"), "*")).isNotNull();
  }

  @Test
  void list_shouldGiveOwnTokensInParts_whenAsked() {
    // given
    Principal ann = person("target:read");
    List<UUID> made =
        List.of(token(ann, "*").id(), token(ann, "*").id(), token(ann, "*").id()).reversed();
    token(person("target:read"), "*");
    // when
    var first = session(ann).call(AuthOperations.LIST_TOKENS, new PageRequest(2, null));
    var second =
        session(ann).call(AuthOperations.LIST_TOKENS, new PageRequest(2, first.nextCursor()));
    // then
    assertThat(first.items())
        .extracting(TokenView::id)
        .containsExactlyElementsOf(made.subList(0, 2));
    assertThat(second.items()).extracting(TokenView::id).containsExactly(made.getLast());
    assertThat(second.nextCursor()).isNull();
  }

  @Test
  void tokens_shouldBeReachedByTheirOwnersAlone_unlessPermitted() {
    // given
    Principal ann = person("target:read");
    TokenCreated token = token(ann, "*");
    IdRequest one = new IdRequest(token.id());
    TestClient other = session(person("target:read"));
    TestClient elsewhere = session(node.person(ELSEWHERE, "*"));
    TestClient reader = session(person("token:read"));
    // when, then
    for (TestClient stranger : List.of(other, elsewhere)) {
      refusedWith(ErrorCode.NOT_FOUND, () -> stranger.call(AuthOperations.GET_TOKEN, one));
      refusedWith(ErrorCode.NOT_FOUND, () -> stranger.call(AuthOperations.REVOKE_TOKEN, one));
    }
    ListUserTokens anns = new ListUserTokens(ann.id(), null);
    refusedWith(ErrorCode.FORBIDDEN, () -> other.call(AuthOperations.LIST_USER_TOKENS, anns));
    refusedWith(ErrorCode.NOT_FOUND, () -> elsewhere.call(AuthOperations.LIST_USER_TOKENS, anns));
    assertThat(reader.call(AuthOperations.GET_TOKEN, one).name()).isEqualTo("ci");
    assertThat(reader.call(AuthOperations.LIST_USER_TOKENS, anns).items()).hasSize(1);
    refusedWith(ErrorCode.NOT_FOUND, () -> reader.call(AuthOperations.REVOKE_TOKEN, one));
    session(person("token:revoke")).call(AuthOperations.REVOKE_TOKEN, one);
    refused(token);
  }

  @Test
  void aToken_shouldReachNothingThatOutlivesIt_exceptItself() {
    // given
    Principal ann = person("*");
    TokenCreated token = token(ann, "target:read");
    TokenCreated another = token(ann, "*");
    TestClient program = bearing(token);
    // when, then
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            program.call(
                AuthOperations.CREATE_TOKEN, new CreateToken("x", List.of("*"), null, false)));
    refusedWith(
        ErrorCode.FORBIDDEN, () -> program.call(AuthOperations.LIST_TOKENS, PageRequest.first()));
    refusedWith(
        ErrorCode.NOT_FOUND,
        () -> program.call(AuthOperations.GET_TOKEN, new IdRequest(another.id())));
    assertThat(program.call(AuthOperations.GET_TOKEN, new IdRequest(token.id())).id())
        .isEqualTo(token.id());
    program.call(AuthOperations.REVOKE_TOKEN, new IdRequest(token.id()));
    refused(token);
  }

  @Test
  void use_shouldBeWrittenDown_withTheAddressAndAtMostOnceAMinute() {
    // given
    Principal ann = person("target:read");
    TokenCreated token = token(ann, "*");
    assertThat(read(ann, token).lastUsedAt()).isNull();
    // when
    use(token.token(), "192.0.2.7");
    // then
    await().atMost(PATIENCE).until(() -> read(ann, token).lastUsedAt() != null);
    assertThat(read(ann, token).lastUsedFrom()).isEqualTo("192.0.2.7");
  }

  @Test
  void write_shouldHoldBackForAMinute_whenATokenIsUsedAgain() {
    // given
    Principal ann = person("target:read");
    TokenCreated token = token(ann, "*");
    TokenUses uses = new TokenUses(new ApiTokenStore(node.harness.db()));
    Instant begin = node.clock.instant();
    // when
    uses.note(token.id(), begin, "192.0.2.1");
    uses.write(begin);
    uses.note(token.id(), begin.plusSeconds(30), "192.0.2.2");
    uses.write(begin.plusSeconds(30));
    // then
    assertThat(read(ann, token).lastUsedFrom()).isEqualTo("192.0.2.1");
    // and when
    uses.write(begin.plusSeconds(61));
    // then
    assertThat(read(ann, token).lastUsedFrom()).isEqualTo("192.0.2.2");
  }

  @Test
  void unknownTokens_shouldBeSlowedDownByNetwork_andHoldNoGoodOneUp() {
    // given
    Principal ann = person("target:read");
    TokenCreated good = token(ann, "*");
    SecureRandom random = new SecureRandom();
    String address = "198.51.100.23";
    // when
    for (int i = 0; i < 20; i++) {
      SecretText unknown = new SecretText(TokenText.generate(random));
      refusedWith(ErrorCode.UNAUTHENTICATED, () -> use(unknown, address));
    }
    // then
    SecretText unknown = new SecretText(TokenText.generate(random));
    assertThatThrownBy(() -> use(unknown, "198.51.100.99"))
        .isInstanceOfSatisfying(
            OpsException.class,
            e -> {
              assertThat(e.is(ErrorCode.SIGN_IN_SLOWED)).isTrue();
              assertThat(e.retryAfterSeconds()).isPositive();
            });
    assertThat(use(good.token(), address).userId()).isEqualTo(ann.id());
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> use(unknown, "203.0.113.1"));
    assertThat(
            node.count(
                "SELECT count(*)::int FROM outbox WHERE envelope->>'type' = 'token.refused'"
                    + " AND envelope->'data'->>'network' = '198.51.100.0/24'"))
        .isEqualTo(20);
  }
}
