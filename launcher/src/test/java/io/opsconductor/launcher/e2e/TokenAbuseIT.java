package io.opsconductor.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.platform.context.SigningKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What RFC 8725 warns of, through the front door: every such token is refused with 401. */
class TokenAbuseIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration PROMISED = Duration.ofSeconds(5);
  private static IdentityNode node;
  private static TokenForge forge;
  private static Map<String, String> login;
  private static String real;

  @BeforeAll
  static void start() {
    node = new IdentityNode(Map.of());
    forge = TokenForge.of(node.harness().db("auth"), IdentityNode.MASTER_KEY);
    login = login();
    real = login.get("accessToken");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Map<String, String> login() {
    JsonNode body =
        Api.anonymous(node.url())
            .post("/auth/login", Map.of("username", "admin", "password", Node.PASSWORD))
            .body();
    return Map.of(
        "accessToken", body.path("accessToken").asText(),
        "refreshToken", body.path("refreshToken").asText());
  }

  private static JsonObject claims() {
    return TokenForge.claims(real);
  }

  private static long inSeconds(long seconds) {
    return Instant.now().plusSeconds(seconds).getEpochSecond();
  }

  private static int status(String token) {
    return Api.anonymous(node.url()).withToken(token).get("/auth/me").status();
  }

  private static void refused(Map<String, String> tokens) {
    tokens.forEach(
        (what, token) -> {
          Api.Answer answer = Api.anonymous(node.url()).withToken(token).get("/auth/me");
          assertThat(answer.status()).as(what).isEqualTo(401);
          assertThat(answer.isProblem()).as(what).isTrue();
          assertThat(LiveStream.refusal(node.url(), token)).as(what).isEqualTo(401);
        });
    assertThat(status(real)).isEqualTo(200);
  }

  @Test
  void request_shouldBeServed_whenTheForgeSignsAsAuthDoes() {
    // This is what makes the refusals mean something.
    assertThat(status(forge.sign(forge.header(), claims()))).isEqualTo(200);
  }

  @Test
  void request_shouldBeRefused_whenTheAlgorithmIsAnother() {
    Map<String, String> tokens = new LinkedHashMap<>();
    byte[] asJson = forge.publicJwk().encode().getBytes(StandardCharsets.UTF_8);
    byte[] asPoint = Base64.getUrlDecoder().decode(forge.publicJwk().getString("x"));
    for (String none : List.of("none", "None", "NONE", "nOnE", "")) {
      JsonObject header = forge.header().put("alg", none);
      String content = TokenForge.text(header.encode()) + "." + TokenForge.text(claims().encode());
      tokens.put("alg '" + none + "' without a signature", content + ".");
      tokens.put("alg '" + none + "' with one", forge.sign(header, claims()));
    }
    JsonObject hs256 = forge.header().put("alg", "HS256");
    tokens.put("HS256 with the public key", TokenForge.hmac(hs256, claims(), asJson));
    tokens.put("HS256 with the point", TokenForge.hmac(hs256, claims(), asPoint));
    tokens.put("HS256 with nothing", TokenForge.hmac(hs256, claims(), new byte[] {0}));
    for (String other : List.of("RS256", "ES384", "ES512", "PS256", "EdDSA", "es256")) {
      tokens.put("alg " + other, forge.sign(forge.header().put("alg", other), claims()));
    }
    JsonObject withoutAlg = forge.header();
    withoutAlg.remove("alg");
    tokens.put("no alg", forge.sign(withoutAlg, claims()));
    refused(tokens);
  }

  @Test
  void request_shouldBeRefused_whenTheHeaderNamesAnotherKey() {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String kid :
        List.of(
            "",
            "unknown",
            "../../../../dev/null",
            "/dev/null",
            "file:///etc/passwd",
            "' OR 1=1 --",
            "x' UNION SELECT 'key",
            "\u0000",
            "access:*")) {
      JsonObject header = forge.header().put("kid", kid);
      tokens.put("kid " + kid, forge.sign(header, claims()));
      tokens.put(
          "kid " + kid + " as HS256",
          TokenForge.hmac(header.copy().put("alg", "HS256"), claims(), new byte[] {0}));
    }
    JsonObject withoutKid = forge.header();
    withoutKid.remove("kid");
    tokens.put("no kid", forge.sign(withoutKid, claims()));
    tokens.put("kid of another type", forge.sign(forge.header().put("kid", 1), claims()));
    refused(tokens);
  }

  @Test
  void request_shouldBeRefused_whenTheHeaderBringsItsOwnKey() {
    // given
    Forger own = new Forger();
    JsonObject jwk = SigningKey.generate("mine").publicJwk();
    String signedByOther = own.sign(real, forge.keyId());
    String signature = signedByOther.substring(signedByOther.lastIndexOf('.'));
    Map<String, String> tokens = new LinkedHashMap<>();
    for (Map.Entry<String, Object> injected :
        Map.<String, Object>of(
                "jwk",
                jwk,
                "jku",
                node.url() + "/.well-known/jwks.json",
                "x5u",
                "http://127.0.0.1:1/x",
                "x5c",
                new JsonArray().add("MII="))
            .entrySet()) {
      JsonObject header = forge.header().put(injected.getKey(), injected.getValue());
      tokens.put(
          injected.getKey(),
          TokenForge.text(header.encode()) + "." + TokenForge.text(claims().encode()) + signature);
      tokens.put(
          injected.getKey() + " under no kid",
          TokenForge.text(header.copy().put("kid", "mine").encode())
              + "."
              + TokenForge.text(claims().encode())
              + signature);
    }
    tokens.put("another key under the kid", signedByOther);
    refused(tokens);
  }

  @Test
  void request_shouldBeRefused_whenTheClaimsAreOthers() {
    Map<String, JsonObject> claims = new LinkedHashMap<>();
    claims.put("other audience", claims().put("aud", new JsonArray().add("opsconductor-bus")));
    claims.put("audience of others", claims().put("aud", "somebody"));
    claims.put("other issuer", claims().put("iss", "somebody"));
    claims.put("expired", claims().put("iat", inSeconds(-120)).put("exp", inSeconds(-60)));
    claims.put("not yet", claims().put("nbf", inSeconds(120)));
    claims.put("of the future", claims().put("iat", inSeconds(120)).put("exp", inSeconds(180)));
    claims.put("for too long", claims().put("exp", inSeconds(86_400)));
    claims.put("for ever", claims().put("exp", Long.MAX_VALUE));
    claims.put("exp of another type", claims().put("exp", "tomorrow"));
    claims.put("other session", claims().put("sid", "018f6f2e-7c1a-7000-8000-0000000000aa"));
    claims.put("other user", claims().put("sub", "018f6f2e-7c1a-7000-8000-0000000000aa"));
    for (String missing : List.of("exp", "iat", "iss", "aud", "sub", "sid")) {
      JsonObject less = claims();
      less.remove(missing);
      claims.put("no " + missing, less);
    }
    Map<String, String> tokens = new LinkedHashMap<>();
    claims.forEach((what, changed) -> tokens.put(what, forge.sign(forge.header(), changed)));
    refused(tokens);
  }

  @Test
  void request_shouldBeRefused_whenTheFormIsBroken() {
    String[] parts = real.split("\\.", -1);
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("truncated signature", real.substring(0, real.length() - 4));
    tokens.put("no signature", parts[0] + "." + parts[1] + ".");
    tokens.put("two parts", parts[0] + "." + parts[1]);
    tokens.put("four parts", real + ".x");
    tokens.put("longer signature", real + "AAAA");
    tokens.put("other claims", parts[0] + "." + parts[1] + "AA." + parts[2]);
    tokens.put("not base64", "!" + real);
    tokens.put("garbage", "garbage");
    tokens.put("dots", "..");
    tokens.put("header is no object", forge.sign("[]", claims().encode()));
    tokens.put("header is no JSON", forge.sign("{", claims().encode()));
    tokens.put("claims are no object", forge.sign(forge.header().encode(), "[]"));
    tokens.put("huge", "a".repeat(9_000));
    tokens.put(
        "huge, signed", forge.sign(forge.header(), claims().put("padding", "a".repeat(9_000))));
    tokens.put(
        "alg twice",
        forge.sign(
            "{\"alg\":\"none\",\"alg\":\"HS256\",\"kid\":\"" + forge.keyId() + "\"}",
            claims().encode()));
    refused(tokens);
  }

  @Test
  void request_shouldBeRefused_whenATokenIsOfAnotherKind() {
    // given
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("refresh token", login.get("refreshToken"));
    tokens.put("caller context of a service", node.harness().service("jobs").token());
    JsonObject asContext =
        claims().put("iss", "auth").put("aud", new JsonArray().add("opsconductor-bus"));
    tokens.put("caller context of a user", forge.sign(forge.header(), asContext));
    tokens.put("API token nobody made", "opsc_" + "0".repeat(46));
    // when, then
    refused(tokens);
    assertThat(
            Api.anonymous(node.url()).post("/auth/refresh", Map.of("refreshToken", real)).status())
        .isEqualTo(400);
  }

  @Test
  void refresh_shouldGiveOneSuccessor_whenAHundredComeAtOnce() throws Exception {
    // given
    String token = login().get("refreshToken");
    Set<String> successors = ConcurrentHashMap.newKeySet();
    List<Future<Integer>> answers = new ArrayList<>();
    // when
    try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 100; i++) {
        answers.add(clients.submit(() -> refresh(token, successors)));
      }
    }
    // then
    int given = 0;
    for (Future<Integer> answer : answers) {
      // A gateway or service that is full may say so; nobody gets another successor.
      assertThat(answer.get()).isIn(200, 503);
      given += answer.get() == 200 ? 1 : 0;
    }
    assertThat(given).isPositive();
    assertThat(successors).hasSize(1);
  }

  private static int refresh(String token, Set<String> successors) {
    Api.Answer answer =
        Api.anonymous(node.url()).post("/auth/refresh", Map.of("refreshToken", token));
    if (answer.status() == 200) {
      successors.add(answer.body().path("refreshToken").asText());
    }
    return answer.status();
  }

  @Test
  void endOfASession_shouldEndRestAndStreams_withinWhatIsPromised() throws Exception {
    // given
    Api user = Api.anonymous(node.url()).withToken(login().get("accessToken"));
    assertThat(user.get("/auth/me").status()).isEqualTo(200);
    String session = TokenForge.claims(user.token()).getString("sid");
    try (LiveStream stream = LiveStream.open(user)) {
      // when
      long begin = System.nanoTime();
      Api other = Api.anonymous(node.url()).withToken(real);
      assertThat(other.delete("/auth/sessions/" + session).status()).isEqualTo(204);
      // then
      await().atMost(PATIENCE).until(() -> user.get("/auth/me").status() == 401);
      assertThat(stream.closed().get(30, TimeUnit.SECONDS)).isEqualTo(4401);
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(PROMISED);
    }
  }
}
