package io.opsconductor.contracts.auth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * What a token is worth now, in the words of RFC 7662. Nothing but {@code active} is said of one
 * that is not good, or is of another organization.
 *
 * @param scope permissions, parted by spaces; {@code target:read@some} holds for some objects only
 * @param tokenType always {@code Bearer}
 * @param kind {@code access_token} or {@code api_token}
 * @param sub the user or service account
 * @param org its organization
 * @param jti id of the API token; null for an access token
 * @param sid id of the session; null for an API token
 * @param iat seconds since 1970
 * @param exp seconds since 1970; null when it does not end
 */
public record TokenInspection(
    boolean active,
    String scope,
    @JsonProperty("token_type") String tokenType,
    String kind,
    UUID sub,
    String username,
    UUID org,
    UUID jti,
    UUID sid,
    Long iat,
    Long exp,
    String iss) {
  /** Of a token that is not good. */
  public static TokenInspection inactive() {
    return new TokenInspection(
        false, null, null, null, null, null, null, null, null, null, null, null);
  }
}
