package io.opsconductor.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.auth.TokenScope;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;

/**
 * Body of a new API token.
 *
 * @param expiresAt absent for as late as may be; JSON's null for never, which is more than that
 */
record TokenInput(
    String name, List<String> permissions, List<TokenScope> scopes, JsonNode expiresAt) {
  CreateToken toRequest() {
    boolean given = expiresAt != null;
    boolean endless = given && expiresAt.isNull();
    return new CreateToken(name, permissions, scopes, given && !endless ? end() : null, endless);
  }

  private Instant end() {
    try {
      return Instant.parse(expiresAt.asText());
    } catch (DateTimeException e) {
      String detail = "expiresAt must be a time such as 2027-01-31T12:00:00Z";
      throw new OpsException(
          ErrorCode.MALFORMED_REQUEST, detail, List.of(new FieldError("/expiresAt", detail)));
    }
  }
}
