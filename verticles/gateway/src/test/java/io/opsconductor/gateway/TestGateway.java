package io.opsconductor.gateway;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.IssuedContext;
import io.opsconductor.contracts.auth.SessionEnded;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.bus.HintBus;
import io.opsconductor.platform.context.SigningKey;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The gateway on a real port, with stand-ins for the services behind it. */
final class TestGateway implements AutoCloseable {
  private final SigningKey key = SigningKey.generate("access-1");
  private final Map<String, Set<String>> users = new ConcurrentHashMap<>();
  private final Set<UUID> ended = ConcurrentHashMap.newKeySet();
  private final Set<String> enrolling = ConcurrentHashMap.newKeySet();
  private final Set<String> unknown = ConcurrentHashMap.newKeySet();
  private final AtomicInteger issued = new AtomicInteger();
  private final GatewayGroup group = new GatewayGroup();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Vertx tokens = Vertx.vertx();
  private final ServiceHarness harness;

  TestGateway(Map<String, ?> config, Consumer<ServiceHarness.Builder> services) {
    Map<String, Object> section = new HashMap<>(config);
    section.putIfAbsent("port", 0);
    ServiceHarness.Builder builder =
        ServiceHarness.builder()
            .group(group, 2)
            .config("gateway", section)
            .accessTokenKey(key.publicJwk().encode())
            .serves(AuthOperations.ISSUE_CONTEXT, this::issue)
            .serves(
                AuthOperations.LOGOUT,
                (request, call) -> {
                  endSession(call.user().sessionId());
                  return Empty.INSTANCE;
                });
    services.accept(builder);
    harness = builder.start();
  }

  private IssuedContext issue(IssueContext request, Call call) {
    issued.incrementAndGet();
    String payload = request.accessToken().reveal().split("\\.", -1)[1];
    JsonObject claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
    String name = claims.getString("sub");
    if (unknown.contains(name)) {
      throw new OpsException(ErrorCode.SERVICE_UNAVAILABLE, "Nobody can say");
    }
    Set<String> permissions = users.get(name);
    UUID session = UUID.fromString(claims.getString("sid"));
    if (permissions == null || ended.contains(session)) {
      throw new OpsException(ErrorCode.UNAUTHENTICATED, "The session has ended: user_disabled");
    }
    UUID id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    boolean mustEnrol = enrolling.contains(name);
    CallerContext.User user =
        new CallerContext.User(
            id,
            name,
            Ids.DEFAULT_ORGANIZATION,
            session,
            List.of("tester"),
            permissions,
            null,
            null,
            mustEnrol);
    return new IssuedContext(
        new SecretText(harness.user(user).token()),
        Instant.now().plusSeconds(60),
        id,
        name,
        Ids.DEFAULT_ORGANIZATION,
        session,
        List.of("tester"),
        List.copyOf(permissions),
        null,
        mustEnrol,
        false);
  }

  /** Of a user who may do nothing before a second factor is set up. */
  String enrollingToken(String user) {
    enrolling.add(user);
    return token(user);
  }

  /** An access token of a user who has these permissions. */
  String token(String user, String... permissions) {
    users.put(user, Set.of(permissions));
    return token(key, user, 600);
  }

  String expiredToken(String user) {
    return token(key, user, -60);
  }

  /** Signed under a key of the same id that is not the one of auth. */
  String forgedToken(String user) {
    return token(SigningKey.generate("access-1"), user, 600);
  }

  /** Signed under a key that auth does not know. */
  String foreignToken(String user, SigningKey under) {
    return token(under, user, 600);
  }

  private String token(SigningKey under, String user, int seconds) {
    JWTAuth signer = JWTAuth.create(tokens, new JWTAuthOptions().addJwk(under.privateJwk()));
    JWTOptions options = new JWTOptions().setAlgorithm("ES256");
    options.setHeader(new JsonObject().put("kid", under.keyId()));
    JsonObject claims =
        new JsonObject()
            .put("sub", user)
            .put("sid", Ids.next().toString())
            .put("exp", Instant.now().plusSeconds(seconds).getEpochSecond());
    return signer.generateToken(claims, options);
  }

  /** A token that says of itself what the header says, under any signature. */
  String token(JsonObject header, String user, String signature) {
    JsonObject claims =
        new JsonObject()
            .put("sub", user)
            .put("sid", Ids.next().toString())
            .put("exp", Instant.now().plusSeconds(600).getEpochSecond());
    return base64(header) + "." + base64(claims) + "." + signature;
  }

  private static String base64(JsonObject json) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(json.toBuffer().getBytes());
  }

  /** The key under which access tokens are good. */
  SigningKey key() {
    return key;
  }

  static UUID sessionOf(String token) {
    JsonObject claims =
        new JsonObject(
            new String(
                Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
    return UUID.fromString(claims.getString("sid"));
  }

  /** Ends the session of a token, as auth does it, and tells so. */
  void endSession(String token) {
    endSession(sessionOf(token));
  }

  /** Ends a session, and nobody is told. */
  void endSilently(UUID session) {
    ended.add(session);
  }

  private void endSession(UUID session) {
    endSilently(session);
    new HintBus(harness.vertx())
        .publish(AuthOperations.SESSION_ENDED, new SessionEnded(session, "password_changed"));
  }

  /** Auth cannot say any more, or can again, whether this user is signed in. */
  void unknown(String user, boolean yes) {
    if (yes) {
      unknown.add(user);
    } else {
      unknown.remove(user);
    }
  }

  void revoke(String user) {
    users.remove(user);
  }

  /** How many contexts were asked for. */
  int issued() {
    return issued.get();
  }

  int port() {
    return group.port().join();
  }

  int redirectPort() {
    return group.redirectPort().join();
  }

  Vertx vertx() {
    return harness.vertx();
  }

  ServiceHarness harness() {
    return harness;
  }

  HttpResponse<String> get(String path, String token) {
    return send(request(path, token).GET());
  }

  HttpResponse<String> post(String path, String token, String body) {
    return send(
        request(path, token)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body)));
  }

  /** A request to a path under {@code /api/v1}, or to one that begins with {@code //}. */
  HttpRequest.Builder request(String path, String token) {
    String target = path.startsWith("//") ? path.substring(1) : "/api/v1" + path;
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + target));
    return token == null ? request : request.header("Authorization", "Bearer " + token);
  }

  HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    http.close();
    harness.close();
    tokens.close().await();
  }
}
