package io.opsconductor.platform.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.ServiceKey;
import io.opsconductor.platform.testing.SettableClock;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class ContextVerifierTest {
  private static final CallerContext.User ANN =
      new CallerContext.User(
          Ids.next(),
          "ann",
          Ids.DEFAULT_ORGANIZATION,
          Ids.next(),
          List.of("operator"),
          Set.of("job:read", "job:run"));
  private static Vertx vertx;

  private final SettableClock clock =
      new SettableClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
  private final Map<String, ServiceKey> keys = new HashMap<>();
  private final ContextVerifier verifier =
      new ContextVerifier(vertx, keyId -> Optional.ofNullable(keys.get(keyId)), clock);
  private final ContextSigner auth = signer("auth");
  private final ContextSigner jobs = signer("jobs");

  @BeforeAll
  static void start(Vertx injected) {
    vertx = injected;
  }

  @Test
  void verify_shouldTellTheUser_whenAuthSpeaksForOne() {
    assertThat(verifier.verify(auth.token(ANN)))
        .isEqualTo(new CallerContext("auth", Optional.of(ANN)));
  }

  @Test
  void verify_shouldTellTheService_whenItSpeaksForItself() {
    assertThat(verifier.verify(jobs.token())).isEqualTo(CallerContext.ofService("jobs"));
  }

  @Test
  void verify_shouldRefuse_whenAServiceSpeaksForAUser() {
    refuses(jobs.token(ANN));
  }

  @Test
  void verify_shouldRefuse_whenAServiceNamesAnotherAsIssuer() {
    refuses(sign(jobs.key(), claims("auth", 60)));
    refuses(sign(jobs.key(), claims("users", 60)));
    refuses(sign(jobs.key(), claims(null, 60)));
  }

  @Test
  void verify_shouldRefuse_whenTheKeyIdIsOfAnotherService() {
    // given
    SigningKey disguised =
        new SigningKey(auth.key().keyId(), named(jobs.key(), auth.key().keyId()));
    // then
    refuses(sign(disguised, claims("auth", 60)));
  }

  @Test
  void verify_shouldAskToTryAgain_whenTheKeyIsNotKnownYet() {
    // given
    String token = jobs.token();
    keys.remove(jobs.key().keyId());
    // then
    OpsException refused = catchThrowableOfType(OpsException.class, () -> verifier.verify(token));
    assertThat(refused.is(ErrorCode.SERVICE_UNAVAILABLE)).isTrue();
  }

  @Test
  void verify_shouldRefuse_whenTheKeyIsPastItsTime() {
    // given
    String token = jobs.token();
    ServiceKey known = keys.get(jobs.key().keyId());
    // then
    keys.put(
        known.keyId(),
        new ServiceKey(known.keyId(), known.service(), known.jwk(), clock.instant()));
    refuses(token);
  }

  @Test
  void verify_shouldRefuse_whenTheAudienceIsNotTheBus() {
    refuses(sign(jobs.key(), claims("jobs", 60).put("aud", new JsonArray().add("gateway"))));
    refuses(sign(jobs.key(), without(claims("jobs", 60), "aud")));
  }

  @Test
  void verify_shouldRefuse_whenItEndsTooLateOrNever() {
    refuses(sign(jobs.key(), claims("jobs", 3600)));
    refuses(sign(jobs.key(), without(claims("jobs", 60), "exp")));
  }

  @Test
  void verify_shouldRefuse_whenItsTimeIsOver() {
    // given
    String seen = jobs.token();
    verifier.verify(seen);
    String unseen = sign(jobs.key(), claims("jobs", -30));
    // when
    clock.forward(ContextSigner.LIFETIME);
    // then
    refuses(seen);
    refuses(unseen);
  }

  @Test
  void verify_shouldRefuse_whenTheAlgorithmIsNone() {
    // given
    String header = encoded("{\"alg\":\"none\",\"kid\":\"" + auth.key().keyId() + "\"}");
    String body = encoded(claims("auth", 60).put("sub", ANN.id().toString()).encode());
    // then
    refuses(header + "." + body + ".");
    refuses(header + "." + body);
  }

  @Test
  void verify_shouldRefuse_whenThePublicKeyIsUsedAsASharedSecret() {
    // given
    JsonObject jwk =
        new JsonObject()
            .put("kty", "oct")
            .put("alg", "HS256")
            .put("kid", auth.key().keyId())
            .put("k", encoded(auth.key().publicJwk().encode()));
    JWTAuth forger = JWTAuth.create(vertx, new JWTAuthOptions().addJwk(jwk));
    JWTOptions options = new JWTOptions().setAlgorithm("HS256");
    options.setHeader(new JsonObject().put("kid", auth.key().keyId()));
    // then
    refuses(forger.generateToken(claims("auth", 60), options));
  }

  @Test
  void verify_shouldRefuse_whenTheClaimsWereChanged() {
    // given
    String[] parts = auth.token(ANN).split("\\.", -1);
    String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
    String more = encoded(claims.replace("job:read", "*"));
    // then
    refuses(parts[0] + "." + more + "." + parts[2]);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a.b.c", "e30.e30.", "bnVsbA.e30.e30"})
  void verify_shouldRefuse_whenItIsNoToken(String token) {
    refuses(token);
  }

  @Test
  void verify_shouldRefuse_whenItIsMissingOrVeryLong() {
    refuses(null);
    refuses("a".repeat(20_000));
  }

  @Test
  void token_shouldBeTheSame_whenHalfOfItsLifeIsNotOver() {
    // given
    String first = jobs.token();
    // when
    clock.forward(Duration.ofSeconds(29));
    String second = jobs.token();
    clock.forward(Duration.ofSeconds(2));
    String third = jobs.token();
    // then
    assertThat(second).isEqualTo(first);
    assertThat(third).isNotEqualTo(first);
    assertThat(verifier.verify(third)).isEqualTo(CallerContext.ofService("jobs"));
  }

  @Test
  void signingKey_shouldKeepItsPrivatePartToItself_whenItIsShownOrAnnounced() {
    assertThat(jobs.key().publicJwk().fieldNames()).doesNotContain("d");
    assertThat(jobs.key().toString()).doesNotContain(jobs.key().privateJwk().getString("d"));
  }

  private ContextSigner signer(String service) {
    SigningKey key = SigningKey.generate(service + ":" + Ids.next());
    Instant expiresAt = clock.instant().plus(Duration.ofHours(1));
    keys.put(
        key.keyId(), new ServiceKey(key.keyId(), service, key.publicJwk().encode(), expiresAt));
    return new ContextSigner(vertx, service, key, clock);
  }

  private JsonObject claims(String issuer, long seconds) {
    JsonObject claims =
        new JsonObject()
            .put("aud", new JsonArray().add("opsconductor-bus"))
            .put("iat", clock.instant().getEpochSecond())
            .put("exp", clock.instant().getEpochSecond() + seconds);
    return issuer == null ? claims : claims.put("iss", issuer);
  }

  private static String sign(SigningKey key, JsonObject claims) {
    JWTOptions options = new JWTOptions().setAlgorithm("ES256").setNoTimestamp(true);
    options.setHeader(new JsonObject().put("kid", key.keyId()));
    return JWTAuth.create(vertx, new JWTAuthOptions().addJwk(key.privateJwk()))
        .generateToken(claims, options);
  }

  private static JsonObject without(JsonObject claims, String name) {
    claims.remove(name);
    return claims;
  }

  private static JsonObject named(SigningKey key, String keyId) {
    return key.privateJwk().copy().put("kid", keyId);
  }

  private static String encoded(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void refuses(String token) {
    OpsException refused = catchThrowableOfType(OpsException.class, () -> verifier.verify(token));
    assertThat(refused).as("refusal of %s", token).isNotNull();
    assertThat(refused.is(ErrorCode.UNAUTHENTICATED)).isTrue();
  }
}
