package io.opsconductor.auth;

import static io.opsconductor.auth.AuthNode.PASSWORD;
import static io.opsconductor.auth.AuthNode.refusedWith;
import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.auth.keys.AccessKey;
import io.opsconductor.auth.keys.AccessTokens;
import io.opsconductor.auth.keys.KeySeal;
import io.opsconductor.auth.keys.KeyStore;
import io.opsconductor.auth.keys.MasterKey;
import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.IssueContext;
import io.opsconductor.contracts.auth.KeySet;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.context.SigningKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTokenIT {
  private static AuthNode node;
  private static Principal user;
  private static AccessKey key;

  @BeforeAll
  static void start() {
    node = new AuthNode();
    user = node.user("ann");
    MasterKey master = MasterKey.of("0123456789abcdef0123456789abcdef");
    key =
        new KeyStore(node.harness.db(), new KeySeal(master))
            .signingKeys(node.harness.db(), node.clock.instant())
            .getFirst();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static TokenPair login() {
    return node.login("ann", PASSWORD);
  }

  private static void refused(String token) {
    refusedWith(ErrorCode.UNAUTHENTICATED, () -> node.context(new SecretText(token)));
  }

  private static JsonObject part(String token, int index) {
    String part = token.split("\\.", -1)[index];
    return new JsonObject(new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8));
  }

  private static String part(JsonObject json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
  }

  /** The claims of a good token, changed, and signed under a key of the test's choice. */
  private static String signed(SigningKey signer, UnaryOperator<JsonObject> change) {
    JsonObject claims = change.apply(part(login().accessToken().reveal(), 1));
    JWTOptions options = new JWTOptions().setAlgorithm("ES256").setNoTimestamp(true);
    options.setHeader(new JsonObject().put("kid", signer.keyId()));
    return JWTAuth.create(node.harness.vertx(), new JWTAuthOptions().addJwk(signer.privateJwk()))
        .generateToken(claims, options);
  }

  @Test
  void token_shouldHoldWhatIsPromised_whenGivenOut() {
    // when
    TokenPair pair = login();
    JsonObject header = part(pair.accessToken().reveal(), 0);
    JsonObject claims = part(pair.accessToken().reveal(), 1);
    // then
    assertThat(header.getString("alg")).isEqualTo("ES256");
    assertThat(header.getString("kid")).isEqualTo(key.key().keyId());
    assertThat(claims.getString("iss")).isEqualTo("opsconductor");
    assertThat(claims.getJsonArray("aud")).isEqualTo(new JsonArray().add("opsconductor-api"));
    assertThat(claims.getString("sub")).isEqualTo(user.id().toString());
    assertThat(claims.getString("sid")).isEqualTo(node.context(pair).sessionId().toString());
    assertThat(claims.getString("org")).isEqualTo(user.organizationId().toString());
    assertThat(claims.getString("name")).isEqualTo("ann");
    assertThat(claims.getString("jti")).isNotBlank();
    assertThat(claims.getLong("exp") - claims.getLong("iat")).isEqualTo(600);
  }

  @Test
  void issueContext_shouldAccept_whenTheTestSignsAsAuthDoes() {
    // This is what makes the refusals below mean something.
    assertThat(node.context(new SecretText(signed(key.key(), claims -> claims))).userId())
        .isEqualTo(user.id());
  }

  @Test
  void issueContext_shouldRefuse_whenTheTokenIsExpired() {
    // given
    TokenPair pair = login();
    node.clock.forward(AccessTokens.LONGEST_LIFETIME.minusSeconds(5));
    assertThat(node.context(pair).userId()).isEqualTo(user.id());
    // when
    node.clock.forward(Duration.ofSeconds(6));
    // then
    refused(pair.accessToken().reveal());
    assertThat(node.context(node.refresh(pair)).userId()).isEqualTo(user.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "..", "a.b.c", "eyJhbGciOiJFUzI1NiJ9..", "opsr_abc", "\u00e4.\u00f6.\u00fc"})
  void issueContext_shouldRefuse_whenTheTokenIsGarbage(String token) {
    refused(token);
  }

  @Test
  void issueContext_shouldRefuse_whenSignedUnderAnotherKey() {
    // given
    SigningKey stranger = SigningKey.generate("access:stranger");
    SigningKey impostor = SigningKey.generate(key.key().keyId());
    // when, then
    refused(signed(stranger, claims -> claims));
    refused(signed(impostor, claims -> claims));
  }

  @Test
  void issueContext_shouldRefuse_whenTheClaimsAreNotOurs() {
    refused(
        signed(key.key(), claims -> claims.put("aud", new JsonArray().add("opsconductor-bus"))));
    refused(signed(key.key(), claims -> without(claims, "aud")));
    refused(signed(key.key(), claims -> claims.put("iss", "somebody")));
    refused(signed(key.key(), claims -> without(claims, "iss")));
    refused(signed(key.key(), claims -> without(claims, "exp")));
    refused(signed(key.key(), claims -> claims.put("exp", claims.getLong("exp") + 1)));
    refused(signed(key.key(), claims -> without(claims, "sid")));
    refused(signed(key.key(), claims -> claims.put("sid", Ids.next().toString())));
    refused(signed(key.key(), claims -> claims.put("sub", Ids.ADMIN_USER.toString())));
  }

  private static JsonObject without(JsonObject claims, String name) {
    claims.remove(name);
    return claims;
  }

  @Test
  void issueContext_shouldRefuse_whenTheTokenIsTamperedWith() {
    // given
    String[] parts = login().accessToken().reveal().split("\\.", -1);
    JsonObject claims = part(String.join(".", parts), 1).put("sub", Ids.ADMIN_USER.toString());
    JsonObject header = part(String.join(".", parts), 0);
    // when, then
    refused(parts[0] + "." + part(claims) + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + ".");
    refused(parts[0] + "." + parts[1]);
    refused(part(header.copy().put("alg", "none")) + "." + parts[1] + ".");
    refused(part(header.copy().put("alg", "NONE")) + "." + parts[1] + "." + parts[2]);
    refused(part(header.copy().put("alg", "ES384")) + "." + parts[1] + "." + parts[2]);
    refused(part(without(header.copy(), "kid")) + "." + parts[1] + "." + parts[2]);
  }

  @Test
  void issueContext_shouldRefuse_whenAPublicKeyIsUsedAsASecret() throws GeneralSecurityException {
    // given
    String token = login().accessToken().reveal();
    String head = part(part(token, 0).put("alg", "HS256")) + "." + token.split("\\.", -1)[1];
    Mac mac = Mac.getInstance("HmacSHA256");
    String publicKey = key.key().publicJwk().encode();
    mac.init(new SecretKeySpec(publicKey.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    byte[] signature = mac.doFinal(head.getBytes(StandardCharsets.UTF_8));
    // when, then
    refused(head + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature));
  }

  @Test
  void issueContext_shouldRefuse_whenGivenACallerContext() {
    refused(node.context(login()).token().reveal());
  }

  @Test
  void issueContext_shouldBeForbidden_whenAskedByAnotherThanTheGateway() {
    refusedWith(
        ErrorCode.FORBIDDEN,
        () ->
            node.harness
                .service("workers")
                .call(AuthOperations.ISSUE_CONTEXT, new IssueContext(login().accessToken(), null)));
  }

  @Test
  void listKeys_shouldShowThePublicHalfOnly_whenAsked() {
    // when
    KeySet keys = node.asGateway(AuthOperations.LIST_KEYS, Empty.INSTANCE);
    // then
    assertThat(keys.accessTokenKeys()).isEqualTo(List.of(key.key().publicJwk().encode()));
    assertThat(keys.accessTokenKeys().getFirst()).doesNotContain("\"d\"");
  }

  @Test
  void build_shouldGiveTheAdministratorThePassword_whenItIsTheFirstStart() {
    assertThat(node.bootstraps).containsExactly(AdminBootstrap.CREATED);
    assertThat(node.context(node.login("admin", AuthNode.ADMIN_PASSWORD)).userId())
        .isEqualTo(Ids.ADMIN_USER);
  }
}
