package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.CodeMailed;
import io.opsconductor.contracts.auth.FactorAdded;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.MfaFactor;
import io.opsconductor.contracts.auth.MfaState;
import io.opsconductor.contracts.auth.RecoveryCodes;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.auth.TotpEnrolment;
import io.opsconductor.contracts.auth.VerifyMfa;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

/** What the edge makes of second factors; auth is stood in for. */
class MfaIT {
  private static final TokenPair PAIR =
      new TokenPair(new SecretText("a"), new SecretText("r"), 600, "Bearer");
  private static final BlockingQueue<VerifyMfa> ANSWERS = new LinkedBlockingQueue<>();
  private static final BlockingQueue<UUID> RESET = new LinkedBlockingQueue<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of(), MfaIT::services);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(
            AuthOperations.LOGIN,
            (request, call) -> {
              if (request.otp() != null && request.otp().reveal().equals("123456")) {
                return PAIR;
              }
              throw new OpsException(ErrorCode.MFA_REQUIRED, "A second factor is due")
                  .with(
                      Map.of("challenge", "opsm_c", "factors", List.of("totp"), "expiresIn", 300));
            })
        .serves(
            AuthOperations.VERIFY_MFA,
            (request, call) -> {
              ANSWERS.add(request);
              return PAIR;
            })
        .serves(AuthOperations.GET_MFA, (request, call) -> new MfaState(List.of(), 3))
        .serves(
            AuthOperations.BEGIN_TOTP,
            (request, call) -> new TotpEnrolment(new SecretText("S"), new SecretText("otpauth:")))
        .serves(
            AuthOperations.ENROL_EMAIL_CODES,
            (request, call) ->
                new FactorAdded(
                    new MfaFactor(
                        Ids.next(), FactorKind.EMAIL_CODE, "Codes by mail", Instant.EPOCH, null),
                    List.of(new SecretText("A-B"))))
        .serves(AuthOperations.MAIL_CODE, (request, call) -> new CodeMailed("a…@example.org", 600))
        .serves(
            AuthOperations.MAIL_STEP_UP_CODE,
            (request, call) -> new CodeMailed("a…@example.org", 600))
        .serves(AuthOperations.CHANGE_PASSWORD, (request, call) -> Empty.INSTANCE)
        .serves(
            AuthOperations.CONFIRM_TOTP,
            (request, call) -> new RecoveryCodes(List.of(new SecretText("A-B"))))
        .serves(
            AuthOperations.RESET_MFA,
            (request, call) -> {
              RESET.add(request.id());
              return Empty.INSTANCE;
            });
  }

  @Test
  void login_shouldSayHowToGoOn_whenASecondFactorIsDue() {
    // when
    HttpResponse<String> due =
        gateway.post("/auth/login", null, "{\"username\":\"ann\",\"password\":\"p\"}");
    HttpResponse<String> in =
        gateway.post(
            "/auth/login", null, "{\"username\":\"ann\",\"password\":\"p\",\"otp\":\"123456\"}");
    // then
    assertThat(due.statusCode()).isEqualTo(401);
    JsonObject problem = new JsonObject(due.body());
    assertThat(problem.getString("type")).isEqualTo("urn:opsconductor:problem:mfa_required");
    assertThat(problem.getString("code")).isEqualTo("mfa_required");
    assertThat(problem.getString("challenge")).isEqualTo("opsm_c");
    assertThat(problem.getJsonArray("factors")).isEqualTo(JsonArray.of("totp"));
    assertThat(problem.getInteger("expiresIn")).isEqualTo(300);
    assertThat(in.statusCode()).isEqualTo(200);
  }

  @Test
  void cookie_shouldBeSet_onlyOnceTheSecondFactorIsShown() {
    // given
    String login = "{\"username\":\"ann\",\"password\":\"p\",\"session\":\"cookie\"%s}";
    // when
    HttpResponse<String> due = gateway.post("/auth/login", null, login.formatted(""));
    HttpResponse<String> atOnce =
        gateway.post("/auth/login", null, login.formatted(",\"otp\":\"123456\""));
    HttpResponse<String> challenged =
        gateway.post(
            "/auth/mfa/verify",
            null,
            "{\"challenge\":\"opsm_c\",\"code\":\"123456\",\"session\":\"cookie\"}");
    // then
    assertThat(due.statusCode()).isEqualTo(401);
    assertThat(due.headers().firstValue("Set-Cookie")).isEmpty();
    for (HttpResponse<String> in : List.of(atOnce, challenged)) {
      assertThat(in.statusCode()).as(in.body()).isEqualTo(200);
      assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
          .startsWith("opsconductor_refresh=r;")
          .contains("HttpOnly", "SameSite=Strict");
      assertThat(new JsonObject(in.body()).fieldNames()).doesNotContain("refreshToken");
    }
  }

  @Test
  void code_shouldBeMailed_whenItIsAskedFor() {
    // given
    String token = gateway.token("ann");
    // when
    HttpResponse<String> made = gateway.post("/auth/mfa/email", token, "{}");
    HttpResponse<String> mailed =
        gateway.post("/auth/mfa/verify/email", null, "{\"challenge\":\"opsm_c\"}");
    HttpResponse<String> again = gateway.post("/auth/mfa/step-up/email", token, "{}");
    // then
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(new JsonObject(made.body()).getJsonObject("factor").getString("kind"))
        .isEqualTo("email_code");
    assertThat(mailed.statusCode()).as(mailed.body()).isEqualTo(202);
    assertThat(new JsonObject(mailed.body()).getString("to")).isEqualTo("a…@example.org");
    assertThat(again.statusCode()).as(again.body()).isEqualTo(202);
    assertThat(gateway.post("/auth/mfa/verify/email", null, "{}").statusCode()).isEqualTo(400);
  }

  @Test
  void session_shouldOnlySetUpAFactor_whenOneIsDemanded() {
    // given
    String token = gateway.enrollingToken("new");
    // then
    assertThat(gateway.post("/auth/mfa/totp", token, "{}").statusCode()).isEqualTo(200);
    assertThat(gateway.post("/auth/mfa/totp/confirm", token, "{\"code\":\"1\"}").statusCode())
        .isEqualTo(200);
    assertThat(gateway.get("/auth/mfa", token).statusCode()).isEqualTo(200);
    for (String path : List.of("/targets", "/jobs", "/users", "/executions")) {
      HttpResponse<String> refused = gateway.get(path, token);
      assertThat(refused.statusCode()).as(path).isEqualTo(403);
      assertThat(new JsonObject(refused.body()).getString("code"))
          .isEqualTo("mfa_enrolment_required");
    }
    HttpResponse<String> password =
        gateway.post("/auth/password", token, "{\"currentPassword\":\"p\",\"newPassword\":\"q\"}");
    assertThat(password.statusCode()).isEqualTo(403);
    assertThat(new JsonObject(password.body()).getString("code"))
        .isEqualTo("mfa_enrolment_required");
    assertThat(gateway.post("/auth/logout", token, "{}").statusCode()).isEqualTo(204);
  }

  @Test
  void verify_shouldTellWhoAsks_whenACodeIsShown() throws InterruptedException {
    // when
    HttpResponse<String> in =
        gateway.post("/auth/mfa/verify", null, "{\"challenge\":\"opsm_c\",\"code\":\"123456\"}");
    // then
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(in.body()).getString("accessToken")).isEqualTo("a");
    VerifyMfa told = ANSWERS.take();
    assertThat(told.code().reveal()).isEqualTo("123456");
    assertThat(told.client().address()).isEqualTo("127.0.0.1");
    assertThat(gateway.post("/auth/mfa/verify", null, "{\"challenge\":\"opsm_c\"}").statusCode())
        .isEqualTo(400);
  }

  @Test
  void factors_shouldBeManaged_whenSomebodyIsSignedIn() {
    // given
    String token = gateway.token("ann", "user:write");
    UUID user = UUID.randomUUID();
    // when
    HttpResponse<String> reset =
        gateway.send(gateway.request("/users/" + user + "/mfa", token).DELETE());
    // then
    assertThat(reset.statusCode()).isEqualTo(204);
    assertThat(RESET).contains(user);
    assertThat(new JsonObject(gateway.get("/auth/mfa", token).body()))
        .isEqualTo(JsonObject.of("factors", new JsonArray(), "recoveryCodesLeft", 3));
    assertThat(new JsonObject(gateway.post("/auth/mfa/totp", token, "{}").body()))
        .isEqualTo(JsonObject.of("secret", "S", "otpauthUri", "otpauth:"));
    assertThat(
            new JsonObject(
                gateway.post("/auth/mfa/totp/confirm", token, "{\"code\":\"1\"}").body()))
        .isEqualTo(JsonObject.of("recoveryCodes", JsonArray.of("A-B")));
    assertThat(gateway.get("/auth/mfa", null).statusCode()).isEqualTo(401);
    String viewer = gateway.token("vic", "user:read");
    assertThat(
            gateway.send(gateway.request("/users/" + user + "/mfa", viewer).DELETE()).statusCode())
        .isEqualTo(403);
  }
}
