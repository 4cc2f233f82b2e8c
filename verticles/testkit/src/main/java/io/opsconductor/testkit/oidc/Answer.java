package io.opsconductor.testkit.oidc;

import io.opsconductor.contracts.Wire;
import java.util.Map;

/**
 * What an end point answers.
 *
 * @param location where to go instead; null for nowhere
 */
record Answer(int status, String type, String body, String location) {
  static Answer json(int status, Map<String, ?> body) {
    return new Answer(status, "application/json", Wire.encodeString(body), null);
  }

  static Answer error(String code, String words) {
    return json(400, Map.of("error", code, "error_description", words));
  }

  static Answer redirect(String location) {
    return new Answer(OidcHandler.FOUND, "text/plain", "", location);
  }
}
