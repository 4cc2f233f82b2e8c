package io.opsconductor.launcher.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Wire;
import io.opsconductor.testkit.browser.Page;
import java.util.HashMap;
import java.util.Map;

/** What a page of ours does about passkeys, done in a real browser on a page of the gateway. */
final class PasskeyPage {
  private final Page page;

  /** What the page was answered. */
  record Answer(int status, JsonNode body) {
    String text(String field) {
      return body.path(field).asText();
    }
  }

  PasskeyPage(Page page) {
    this.page = page;
  }

  /** Sends a body, as somebody or as nobody. */
  Answer post(String path, String token, Object body) {
    Map<String, String> headers = new HashMap<>(Map.of("Content-Type", "application/json"));
    if (token != null) {
      headers.put("Authorization", "Bearer " + token);
    }
    JsonNode answer =
        page.evaluate(
            """
            fetch(%s, {method: 'POST', headers: %s, body: JSON.stringify(%s)})
              .then(async answer => ({status: answer.status, body: await answer.json()}))
            """
                .formatted(
                    Wire.encodeString("/api/v1" + path),
                    Wire.encodeString(headers),
                    Wire.encodeString(body)));
    return new Answer(answer.path("status").asInt(), answer.path("body"));
  }

  /** Makes a passkey. */
  JsonNode create(Answer options) {
    return page.evaluate(
        """
        navigator.credentials
          .create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(%s)})
          .then(made => made.toJSON())
        """
            .formatted(options.body()));
  }

  /** Shows one. */
  JsonNode get(Answer options) {
    return page.evaluate(
        """
        navigator.credentials
          .get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(%s)})
          .then(shown => shown.toJSON())
        """
            .formatted(options.body()));
  }
}
