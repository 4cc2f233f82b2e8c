package io.opsconductor.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opsconductor.auth.external.ExternalSignIn;
import io.opsconductor.auth.keys.AccessKeys;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.keys.KeySeal;
import io.opsconductor.auth.keys.KeyStore;
import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.auth.session.Session;
import io.opsconductor.auth.session.SessionStore;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.IdRequest;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.Operation;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.LoginRequest;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.SetPassword;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.contracts.users.ServiceAccountOperations;
import io.opsconductor.contracts.users.ServiceAccountView;
import io.opsconductor.contracts.users.UserOperations;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import io.opsconductor.platform.testing.ServiceHarness;
import io.opsconductor.platform.testing.TestClient;
import io.opsconductor.testkit.TestDatabase;
import io.opsconductor.testkit.TestPostgres;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The real auth on its database, asked as the gateway does; users is what the test says. */
final class AuthNode implements AutoCloseable {
  static final SecretText PASSWORD = new SecretText("correct horse battery");
  static final SecretText ADMIN_PASSWORD = new SecretText("first-of-all");

  final SettableClock clock;
  final Map<UUID, Principal> users = new ConcurrentHashMap<>();
  final List<AdminBootstrap> bootstraps = new ArrayList<>();
  final ExternalUsers externalUsers = new ExternalUsers(users);

  /** Of every service account. */
  final Set<UUID> managers = ConcurrentHashMap.newKeySet();

  final ServiceHarness harness;
  volatile ExternalSignIn external;

  AuthNode() {
    this(Map.of());
  }

  AuthNode(Map<String, ?> settings) {
    this(settings, new SettableClock(), TestPostgres::database);
  }

  AuthNode(Map<String, ?> settings, SettableClock clock) {
    this(settings, clock, TestPostgres::database);
  }

  /** On these databases, which may be those of another node. */
  AuthNode(
      Map<String, ?> settings, SettableClock clock, Function<String[], TestDatabase> databases) {
    this.clock = clock;
    Map<String, Object> section = new HashMap<>(settings);
    section.put("master_key_file", masterKeyFile().toString());
    section.put("initial_admin_password", ADMIN_PASSWORD.reveal());
    users.put(Ids.ADMIN_USER, principal(Ids.ADMIN_USER, "admin", true));
    harness =
        ServiceHarness.builder()
            .group(new AuthGroup(bootstraps::add, signIn -> external = signIn))
            .config("auth", section)
            .serves(UserOperations.PRINCIPAL, this::principal)
            .serves(UserOperations.APPLY_EXTERNAL, externalUsers::apply)
            .serves(
                ServiceAccountOperations.ENTRUST,
                (request, call) -> {
                  ServiceAccountView account = account(request.id(), call);
                  if (!managers.contains(call.user().id())) {
                    throw new OpsException(ErrorCode.FORBIDDEN, "Not a manager");
                  }
                  if (!request.permissions().stream().allMatch(call.user()::mayEverywhere)) {
                    throw new OpsException(ErrorCode.MORE_THAN_OWN, "More than own");
                  }
                  return account;
                })
            .serves(ServiceAccountOperations.GET, (request, call) -> account(request.id(), call))
            .clock(clock)
            .databases(databases)
            .start();
  }

  static final String MASTER_KEY = "0123456789abcdef0123456789abcdef";

  private static Path masterKeyFile() {
    try {
      Path file = Files.createTempFile("master", ".key");
      file.toFile().deleteOnExit();
      return Files.writeString(file, MASTER_KEY + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ServiceAccountView account(UUID id, Call call) {
    return Optional.ofNullable(users.get(id))
        .filter(Principal::belongsToProgram)
        .filter(found -> found.organizationId().equals(call.organizationId()))
        .map(
            found ->
                new ServiceAccountView(
                    id, "a", null, id, "t", List.of(), true, 1, clock.instant(), "admin"))
        .orElseThrow(() -> new OpsException(ErrorCode.NOT_FOUND, "No such account"));
  }

  /** A service account that may these. */
  Principal account(String... permissions) {
    UUID id = Ids.next();
    Principal account =
        new Principal(
            id,
            "service-account:" + id,
            Ids.DEFAULT_ORGANIZATION,
            true,
            List.of(),
            List.of(permissions),
            true);
    users.put(id, account);
    return account;
  }

  private Principal principal(IdRequest request, Call call) {
    return Optional.ofNullable(users.get(request.id()))
        .orElseThrow(() -> new OpsException(ErrorCode.NOT_FOUND, "No such user"));
  }

  static Principal principal(UUID id, String username, boolean enabled) {
    return new Principal(
        id,
        username,
        Ids.DEFAULT_ORGANIZATION,
        enabled,
        List.of("operator"),
        List.of("job:run", "target:read"));
  }

  /** A user who can sign in. */
  Principal user(String username) {
    return user(principal(Ids.next(), username, true));
  }

  /** This user can sign in. */
  Principal user(Principal user) {
    users.put(user.id(), user);
    setPassword(user, PASSWORD);
    return user;
  }

  /** Somebody who is signed in and may these; without a password, whose hash takes its time. */
  Principal person(UUID organizationId, String... permissions) {
    UUID id = Ids.next();
    Principal user =
        new Principal(id, "p-" + id, organizationId, true, List.of("r"), List.of(permissions));
    users.put(id, user);
    return user;
  }

  /** As if the user had answered a mail to this address. */
  void prove(UUID userId, String email) {
    harness
        .db()
        .execute(
            "INSERT INTO email_addresses (user_id, organization_id, email, verified_at)"
                + " VALUES ($1, $2, $3, now())",
            userId,
            users.get(userId).organizationId(),
            email);
  }

  /** Whoever this is, in a session that begins with this. */
  TestClient session(Principal user) {
    return harness.bearing(context(new SecretText(accessToken(user))).token().reveal());
  }

  /** The keys as auth keeps them by default. */
  static AccessKeys.Stored stored(Db db, KeyStore keys) {
    return new AccessKeys.Stored(
        db,
        keys,
        new Outbox("auth", Clock.systemUTC(), event -> {}),
        Duration.ofDays(30),
        Duration.ofMinutes(1));
  }

  /** Of a session that begins with this. */
  String accessToken(Principal user) {
    Session session = new Session(Ids.next(), user.id(), user.organizationId());
    SessionStore sessions = new SessionStore(harness.db());
    harness
        .db()
        .transaction(
            tx -> {
              sessions.insert(tx, session, SessionClient.orUnknown(null), false, clock.instant());
              return session;
            });
    KeyStore keys = new KeyStore(harness.db(), new KeySeal(MasterKey.of(MASTER_KEY)));
    AccessTokens tokens =
        new AccessTokens(
            harness.vertx(), stored(harness.db(), keys), clock, AccessTokens.LONGEST_LIFETIME);
    tokens.reload();
    return tokens.sign(user, session.id());
  }

  void setPassword(Principal user, SecretText password) {
    harness
        .service("users")
        .call(
            AuthOperations.SET_PASSWORD,
            new SetPassword(user.id(), user.username(), user.organizationId(), password));
  }

  <Q, R> R asGateway(Operation<Q, R> operation, Q request) {
    return harness.service("gateway").call(operation, request);
  }

  TokenPair login(String username, SecretText password) {
    return login(username, password, null);
  }

  TokenPair login(String username, SecretText password, SessionClient client) {
    return asGateway(AuthOperations.LOGIN, new LoginRequest(username, password, client));
  }

  TokenPair refresh(TokenPair pair) {
    return refresh(pair, null);
  }

  TokenPair refresh(TokenPair pair, SessionClient client) {
    return asGateway(AuthOperations.REFRESH, new RefreshRequest(pair.refreshToken(), client));
  }

  Future<TokenPair> sendRefresh(TokenPair pair) {
    return harness
        .service("gateway")
        .send(AuthOperations.REFRESH, new RefreshRequest(pair.refreshToken(), null));
  }

  IssuedContext context(TokenPair pair) {
    return context(pair.accessToken());
  }

  IssuedContext context(SecretText accessToken) {
    return asGateway(AuthOperations.ISSUE_CONTEXT, new IssueContext(accessToken, null));
  }

  void logout(TokenPair pair) {
    harness.bearing(context(pair).token().reveal()).call(AuthOperations.LOGOUT, Empty.INSTANCE);
  }

  int count(String sql, Object... arguments) {
    return harness.db().one(sql, row -> row.getInteger(0), arguments).orElseThrow();
  }

  static void refusedWith(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            OpsException.class, e -> assertThat(e.code()).isEqualTo(code.wireName()));
  }

  @Override
  public void close() {
    harness.close();
  }
}
