package io.opsconductor.auth.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * By what a provider says that the user has shown a second factor there.
 *
 * @param acr values of the claim {@code acr}, any of which says so; they are asked for, too
 * @param amr values of the claim {@code amr}, any of which says so, such as {@code mfa} (RFC 8176)
 */
public record TrustedFactor(List<String> acr, List<String> amr) {
  public TrustedFactor {
    acr = acr == null ? List.of() : List.copyOf(acr);
    amr = amr == null ? List.of() : List.copyOf(amr);
  }

  boolean isShown(JsonObject claims) {
    if (claims.getValue("acr") instanceof String said && acr.contains(said)) {
      return true;
    }
    return claims.getValue("amr") instanceof JsonArray said
        && said.stream().anyMatch(method -> method instanceof String text && amr.contains(text));
  }
}
