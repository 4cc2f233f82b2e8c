package io.opsconductor.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.opsconductor.contracts.Empty;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.EmailView;
import io.opsconductor.contracts.auth.ForgotPassword;
import io.opsconductor.contracts.auth.SetEmail;
import io.opsconductor.contracts.auth.SetUserEmail;
import io.opsconductor.platform.testing.ServiceHarness;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the edge makes of mailed links; auth is stood in for. */
class MailIT {
  private static final BlockingQueue<ForgotPassword> FORGOTTEN = new LinkedBlockingQueue<>();
  private static final BlockingQueue<SetEmail> SET = new LinkedBlockingQueue<>();
  private static final BlockingQueue<SetUserEmail> SET_OF_USER = new LinkedBlockingQueue<>();
  private static TestGateway gateway;

  @BeforeAll
  static void start() {
    gateway = new TestGateway(Map.of(), MailIT::services);
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  private static void services(ServiceHarness.Builder services) {
    services
        .serves(
            AuthOperations.FORGOT_PASSWORD,
            (request, call) -> {
              FORGOTTEN.add(request);
              return Empty.INSTANCE;
            })
        .serves(
            AuthOperations.CONFIRM_PASSWORD_RESET,
            (request, call) -> {
              if (!request.token().reveal().equals("opsl_good")) {
                throw new OpsException(ErrorCode.BAD_LINK, "Not valid");
              }
              return Empty.INSTANCE;
            })
        .serves(AuthOperations.VERIFY_EMAIL, (request, call) -> Empty.INSTANCE)
        .serves(AuthOperations.GET_EMAIL, (request, call) -> view("ann@example.org"))
        .serves(
            AuthOperations.SET_EMAIL,
            (request, call) -> {
              SET.add(request);
              return view(request.email());
            })
        .serves(
            AuthOperations.SET_USER_EMAIL,
            (request, call) -> {
              SET_OF_USER.add(request);
              return view(request.email());
            });
  }

  private static EmailView view(String pending) {
    return new EmailView(null, null, pending);
  }

  private static HttpResponse<String> put(String path, String token, String body) {
    return gateway.send(gateway.request(path, token).PUT(BodyPublishers.ofString(body)));
  }

  @Test
  void forgot_shouldTellNothingOfTheHost_whenTheClientNamesAnother() throws InterruptedException {
    // given
    String body = "{\"username\":\"ann\"}";
    // when
    String answer =
        RawConnection.exchange(
            gateway.port(),
            "POST /api/v1/auth/password/forgot HTTP/1.1\r\nHost: evil.example.com\r\n"
                + "X-Forwarded-Host: evil.example.com\r\nForwarded: host=evil.example.com\r\n"
                + "Referer: https://evil.example.com/\r\nContent-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n"
                + body);
    // then
    assertThat(answer).startsWith("HTTP/1.1 202");
    ForgotPassword told = FORGOTTEN.poll(10, TimeUnit.SECONDS);
    assertThat(told.account()).isEqualTo("ann");
    assertThat(told.client().address()).isEqualTo("127.0.0.1");
    assertThat(new String(Wire.encode(told).getBytes(), StandardCharsets.UTF_8))
        .doesNotContain("evil");
  }

  @Test
  void forgot_shouldBeRefused_whenTheAddressIsMoreThanOne() {
    for (String body :
        new String[] {
          "{\"email\":\"ann@example.org\\r\\nBcc: eve@example.org\"}",
          "{\"email\":\"ann@example.org,eve@example.org\"}",
          "{\"username\":\"ann\",\"email\":\"ann@example.org\"}",
          "{}"
        }) {
      // when
      HttpResponse<String> response = gateway.post("/auth/password/forgot", null, body);
      // then
      assertThat(response.statusCode()).as(body).isIn(400, 422);
    }
    assertThat(FORGOTTEN).noneMatch(request -> request.account().contains("eve"));
  }

  @Test
  void confirm_shouldSayWhatIsWrong_whenTheTokenIsNotValid() {
    // given
    String path = "/auth/password/reset/confirm";
    String body = "{\"token\":\"%s\",\"newPassword\":\"a kettle full of winter\"}";
    // when
    HttpResponse<String> good = gateway.post(path, null, body.formatted("opsl_good"));
    HttpResponse<String> bad = gateway.post(path, null, body.formatted("opsl_other"));
    // then
    assertThat(good.statusCode()).isEqualTo(204);
    assertThat(bad.statusCode()).isEqualTo(422);
    assertThat(new JsonObject(bad.body()).getString("code")).isEqualTo("bad_link");
    assertThat(bad.body()).doesNotContain("opsl_other");
    assertThat(gateway.post("/auth/email/verify", null, "{\"token\":\"opsl_good\"}").statusCode())
        .isEqualTo(204);
  }

  @Test
  void email_shouldBeGivenByWhoMay_whenSomebodyIsSignedIn() throws InterruptedException {
    // given
    String token = gateway.token("ann", "user:read");
    String admin = gateway.token("root", "user:write");
    UUID user = UUID.randomUUID();
    String own = "{\"email\":\"ann@example.org\",\"currentPassword\":\"p\"}";
    String ofUser = "{\"email\":\"ben@example.org\"}";
    // when
    HttpResponse<String> set = put("/auth/email", token, own);
    HttpResponse<String> setOfUser = put("/users/" + user + "/email", admin, ofUser);
    // then
    assertThat(set.statusCode()).as(set.body()).isEqualTo(202);
    assertThat(SET.poll(10, TimeUnit.SECONDS).client().address()).isEqualTo("127.0.0.1");
    assertThat(setOfUser.statusCode()).as(setOfUser.body()).isEqualTo(202);
    assertThat(SET_OF_USER.poll(10, TimeUnit.SECONDS).id()).isEqualTo(user);
    assertThat(new JsonObject(gateway.get("/auth/email", token).body()))
        .isEqualTo(JsonObject.of("pending", "ann@example.org"));
    assertThat(put("/users/" + user + "/email", token, ofUser).statusCode()).isEqualTo(403);
    assertThat(put("/auth/email", null, own).statusCode()).isEqualTo(401);
  }
}
