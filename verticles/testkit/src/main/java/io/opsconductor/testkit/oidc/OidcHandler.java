package io.opsconductor.testkit.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Answers the requests of one end point, unless that is in trouble. */
final class OidcHandler implements HttpHandler {
  static final int FOUND = 302;
  private static final int CHUNK = 64 << 10;

  private final TestOidcProvider provider;
  private final OidcEndpoint endpoint;
  private final OidcExchange answers;

  OidcHandler(TestOidcProvider provider, OidcEndpoint endpoint, OidcExchange answers) {
    this.provider = provider;
    this.endpoint = endpoint;
    this.answers = answers;
  }

  @Override
  public void handle(HttpExchange http) throws IOException {
    try (http) {
      switch (provider.count(endpoint)) {
        case NONE -> answer(http, answers.answer(endpoint, http));
        case SILENT -> provider.awaitHealing(endpoint);
        case DEAD -> {
          // Closed without an answer.
        }
        case ENDLESS -> flood(http);
        case BROKEN -> answer(http, Answer.json(500, Map.of("error", "server_error")));
        case GARBAGE -> answer(http, new Answer(200, "text/html", "<html>not JSON", null));
        case REDIRECTING ->
            answer(http, new Answer(FOUND, "text/plain", "", provider.endpoint(endpoint)));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(HttpExchange http, Answer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    http.getResponseHeaders().set("Content-Type", answer.type());
    http.getResponseHeaders().set("Cache-Control", "no-store");
    if (answer.location() != null) {
      http.getResponseHeaders().set("Location", answer.location());
    }
    http.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      http.getResponseBody().write(body);
    }
  }

  private void flood(HttpExchange http) throws IOException {
    http.getResponseHeaders().set("Content-Type", "application/json");
    http.sendResponseHeaders(200, 0);
    byte[] chunk = " ".repeat(CHUNK).getBytes(StandardCharsets.US_ASCII);
    OutputStream body = http.getResponseBody();
    body.write('{');
    do {
      body.write(chunk);
    } while (provider.countEndless(CHUNK, endpoint));
  }
}
