package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * A sign-in at one server.
 *
 * @param expiresAt end of the access token by this machine's clock
 */
record Session(String username, String accessToken, String refreshToken, Instant expiresAt) {

  /** Left of a token's life when it is renewed beforehand. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  static Session of(String username, JsonNode tokens, Instant now) {
    return new Session(
        username,
        Json.text(tokens, "accessToken"),
        Json.text(tokens, "refreshToken"),
        now.plusSeconds(tokens.path("expiresIn").asLong()));
  }

  /** The same session with another access token. */
  Session withAccess(JsonNode fresh, Instant now) {
    return new Session(
        username,
        Json.text(fresh, "accessToken"),
        refreshToken,
        now.plusSeconds(fresh.path("expiresIn").asLong()));
  }

  static Session read(JsonNode stored) {
    return new Session(
        Json.text(stored, "username"),
        Json.text(stored, "accessToken"),
        Json.text(stored, "refreshToken"),
        Instant.parse(stored.path("expiresAt").asText("1970-01-01T00:00:00Z")));
  }

  ObjectNode write() {
    return Json.object()
        .put("username", username)
        .put("accessToken", accessToken)
        .put("refreshToken", refreshToken)
        .put("expiresAt", expiresAt.toString());
  }

  boolean endsSoon(Instant now) {
    return !now.plus(MARGIN).isBefore(expiresAt);
  }

  @Override
  public String toString() {
    return "Session[" + username + ", until " + expiresAt + "]";
  }
}
