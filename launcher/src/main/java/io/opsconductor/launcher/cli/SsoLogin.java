package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.Sha256;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;

/**
 * Signs in with an OpenID provider of the server, in a browser on this machine (RFC 8252). The
 * browser brings a code, which is worth nothing without the verifier that stays here.
 */
final class SsoLogin {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final int BYTES = 32;

  private final Cli cli;
  private final Api api;

  SsoLogin(Cli cli) {
    this.cli = cli;
    this.api = cli.anonymousApi();
  }

  /** The tokens of the session. */
  JsonNode tokens(String provider) {
    String verifier = verifier();
    try (LoopbackCode loopback = LoopbackCode.listen()) {
      cli.terminal().say("Open this address in a browser on this machine:");
      cli.terminal().say("  " + address(provider, loopback.port(), verifier));
      String code = loopback.await(PATIENCE);
      ObjectNode request = Json.object().put("code", code).put("verifier", verifier);
      return api.anonymous("/auth/oidc/token", request);
    }
  }

  private String address(String provider, int port, String verifier) {
    return api.server()
        + "/api/v1/auth/oidc/"
        + URLEncoder.encode(provider, StandardCharsets.UTF_8)
        + "/start?port="
        + port
        + "&challenge="
        + text(Sha256.of(verifier));
  }

  /** The name that an access token of the server tells. */
  static String username(JsonNode tokens) {
    try {
      String claims = Json.text(tokens, "accessToken").split("\\.", 3)[1];
      return Json.text(Json.parse(Base64.getUrlDecoder().decode(claims)), "name");
    } catch (IOException | RuntimeException e) {
      throw new CliException(
          Exit.ERROR, "The server sent no access token that can be read: " + e.getMessage());
    }
  }

  private static String verifier() {
    byte[] bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    return text(bytes);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
