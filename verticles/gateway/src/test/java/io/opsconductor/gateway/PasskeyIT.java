package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.FreshToken;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.PasskeyAdded;
import io.opsconductor.contracts.auth.PasskeyCreationOptions;
import io.opsconductor.contracts.auth.PasskeyDescriptor;
import io.opsconductor.contracts.auth.PasskeyRequestOptions;
import io.opsconductor.contracts.auth.RegisterPasskey;
import io.opsconductor.contracts.auth.ShowPasskey;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.VerifyPasskey;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the edge makes of passkeys; auth is stood in for. */
class PasskeyIT {
  private static final UUID ID = UUID.fromString("018f6f2e-7c1a-7000-8000-0000000000aa");
  private static final Instant THEN = Instant.parse("2026-03-01T12:00:00Z");
  private static final PasskeyDescriptor KEY =
      new PasskeyDescriptor("public-key", "AQIDBA", List.of("usb"));
  private static final PasskeyRequestOptions OPTIONS =
      new PasskeyRequestOptions("Y2g", 300_000, "ops.example.org", List.of(KEY), "preferred");
  private static final BlockingQueue<Object> ASKED = new LinkedBlockingQueue<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of(), PasskeyIT::services);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(
            AuthOperations.BEGIN_PASSKEY,
            (request, call) ->
                new PasskeyCreationOptions(
                    new PasskeyCreationOptions.RelyingParty("ops.example.org", "OpsConductor"),
                    new PasskeyCreationOptions.User("AQ", "ann", "ann"),
                    "Y2g",
                    List.of(new PasskeyCreationOptions.Algorithm("public-key", -7)),
                    300_000,
                    List.of(),
                    new PasskeyCreationOptions.Selection("preferred", false, "preferred"),
                    "none"))
        .serves(
            AuthOperations.REGISTER_PASSKEY,
            (request, call) -> {
              ASKED.add(request);
              return new PasskeyAdded(factor(request.name()), null);
            })
        .serves(AuthOperations.RENAME_FACTOR, (request, call) -> factor(request.name()))
        .serves(AuthOperations.ASK_PASSKEY, (request, call) -> OPTIONS)
        .serves(
            AuthOperations.VERIFY_PASSKEY,
            (request, call) -> {
              ASKED.add(request);
              return new TokenPair(new SecretText("a"), new SecretText("r"), 600, "Bearer");
            })
        .serves(AuthOperations.ASK_ANY_PASSKEY, (request, call) -> OPTIONS)
        .serves(
            AuthOperations.LOGIN_BY_PASSKEY,
            (request, call) -> {
              ASKED.add(request);
              return new TokenPair(new SecretText("a"), new SecretText("r"), 600, "Bearer");
            })
        .serves(AuthOperations.ASK_STEP_UP_PASSKEY, (request, call) -> OPTIONS)
        .serves(
            AuthOperations.STEP_UP_PASSKEY,
            (request, call) -> {
              ASKED.add(request);
              return new FreshToken(new SecretText("f"), 600, "Bearer", THEN);
            });
  }

  private static MfaFactor factor(String name) {
    return new MfaFactor(ID, FactorKind.PASSKEY, name, THEN, null);
  }

  @Test
  void passkey_shouldBeMadeAndNamed_whenABrowserSendsWhatItHas() {
    // given
    String token = gateway.token("ann");
    // when
    JsonObject options =
        new JsonObject(gateway.post("/auth/mfa/passkeys/options", token, "{}").body());
    HttpResponse<String> made =
        gateway.post(
            "/auth/mfa/passkeys",
            token,
            """
            {"name": "Blue key", "credential": {
              "id": "AQIDBA", "rawId": "AQIDBA", "type": "public-key",
              "authenticatorAttachment": "cross-platform", "clientExtensionResults": {},
              "response": {"clientDataJSON": "e30", "attestationObject": "o2N",
                "authenticatorData": "AAAA", "publicKey": "AAAA", "publicKeyAlgorithm": -7,
                "transports": ["usb"]}}}
            """);
    HttpResponse<String> renamed =
        gateway.send(
            gateway
                .request("/auth/mfa/factors/" + ID, token)
                .method("PATCH", BodyPublishers.ofString("{\"name\":\"Old key\"}")));
    // then
    assertThat(options.getJsonObject("rp").getString("id")).isEqualTo("ops.example.org");
    assertThat(options.getJsonArray("excludeCredentials")).isEmpty();
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(new JsonObject(made.body()).getJsonObject("factor").getString("kind"))
        .isEqualTo("passkey");
    assertThat(new JsonObject(made.body()).containsKey("recoveryCodes")).isFalse();
    assertThat(ASKED.poll())
        .isInstanceOfSatisfying(
            RegisterPasskey.class,
            told -> assertThat(told.credential().response().transports()).containsExactly("usb"));
    assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(200);
    assertThat(new JsonObject(renamed.body()).getString("name")).isEqualTo("Old key");
    assertThat(
            gateway
                .post("/auth/mfa/passkeys", token, "{\"name\":\"k\",\"credential\":{}}")
                .statusCode())
        .isEqualTo(400);
  }

  @Test
  void passkey_shouldEndASignIn_whenABrowserShowsIt() {
    // when
    HttpResponse<String> options =
        gateway.post("/auth/mfa/verify/passkey/options", null, "{\"challenge\":\"opsm_c\"}");
    HttpResponse<String> in =
        gateway.post(
            "/auth/mfa/verify/passkey",
            null,
            "{\"challenge\":\"opsm_c\",\"credential\":" + shown("null") + "}");
    // then
    assertThat(new JsonObject(options.body()))
        .isEqualTo(
            new JsonObject(
                """
                {"challenge": "Y2g", "timeout": 300000, "rpId": "ops.example.org",
                 "allowCredentials": [{"type": "public-key", "id": "AQIDBA", "transports": ["usb"]}],
                 "userVerification": "preferred"}
                """));
    assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
    assertThat(new JsonObject(in.body()).getString("accessToken")).isEqualTo("a");
    assertThat(ASKED.poll())
        .isInstanceOfSatisfying(
            VerifyPasskey.class,
            told -> assertThat(told.client().address()).isEqualTo("127.0.0.1"));
  }

  @Test
  void passkey_shouldBeginASessionInACookie_whenNothingElseIsShown() {
    // when
    HttpResponse<String> options = gateway.post("/auth/passkeys/challenge", null, "{}");
    HttpResponse<String> in =
        gateway.post(
            "/auth/passkeys/login",
            null,
            "{\"session\":\"cookie\",\"credential\":" + shown("\"AQ\"") + "}");
    // then
    assertThat(new JsonObject(options.body()).getString("challenge")).isEqualTo("Y2g");
    assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
    assertThat(new JsonObject(in.body()).containsKey("refreshToken")).isFalse();
    assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("opsconductor_refresh=r;")
        .contains("HttpOnly", "SameSite=Strict");
    assertThat(ASKED.poll())
        .isInstanceOfSatisfying(
            ShowPasskey.class, told -> assertThat(told.client().address()).isEqualTo("127.0.0.1"));
    HttpResponse<String> foreign =
        gateway.send(
            gateway
                .request("/auth/passkeys/login", null)
                .header("Origin", "https://evil.example")
                .POST(
                    BodyPublishers.ofString(
                        "{\"session\":\"cookie\",\"credential\":" + shown("\"AQ\"") + "}")));
    assertThat(new JsonObject(foreign.body()).getString("code")).isEqualTo("origin_refused");
    assertThat(ASKED).isEmpty();
  }

  @Test
  void passkey_shouldBeShownAgain_whenSomebodyIsSignedIn() {
    // given
    String token = gateway.token("ann");
    // when
    HttpResponse<String> options = gateway.post("/auth/mfa/step-up/passkey/options", token, "{}");
    HttpResponse<String> fresh =
        gateway.post(
            "/auth/mfa/step-up/passkey", token, "{\"credential\":" + shown("\"AQ\"") + "}");
    // then
    assertThat(options.statusCode()).isEqualTo(200);
    assertThat(fresh.statusCode()).as(fresh.body()).isEqualTo(200);
    assertThat(ASKED.poll())
        .isInstanceOfSatisfying(
            ShowPasskey.class,
            told -> assertThat(told.credential().response().userHandle()).isEqualTo("AQ"));
    assertThat(gateway.post("/auth/mfa/step-up/passkey/options", null, "{}").statusCode())
        .isEqualTo(401);
  }

  private static String shown(String userHandle) {
    return """
    {"id": "AQIDBA", "rawId": "AQIDBA", "type": "public-key", "clientExtensionResults": {},
     "response": {"clientDataJSON": "e30", "authenticatorData": "AAAA", "signature": "MEUC",
       "userHandle": %s}}
    """
        .formatted(userHandle);
  }
}
