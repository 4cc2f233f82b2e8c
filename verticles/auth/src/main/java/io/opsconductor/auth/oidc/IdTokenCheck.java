package io.opsconductor.auth.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether an ID token may be believed (OpenID Connect Core §3.1.3.7). The library verifies the
 * signature; that it was made with an accepted algorithm under a published key, for us, for this
 * sign-in and now, is looked at here, because the library passes over some of it
 * (docs/decisions/2026-11-22-what-an-openid-provider-is-believed.md).
 */
final class IdTokenCheck {
  /** By which clocks may differ. */
  static final Duration SKEW = Duration.ofSeconds(60);

  private static final int LONGEST = 32 << 10;
  private static final int LONGEST_SUBJECT = 255;
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z0-9_-]+)\\.([A-Za-z0-9_-]+)\\.[A-Za-z0-9_-]+");

  private final String issuer;
  private final String clientId;
  private final Clock clock;

  IdTokenCheck(OidcProviderSettings settings, Clock clock) {
    this.issuer = settings.issuer();
    this.clientId = settings.clientId();
    this.clock = clock;
  }

  /**
   * What a token says that came with this access token for this nonce.
   *
   * @param keys the keys in which one of this id should be
   * @throws SsoFailure when it cannot be believed
   */
  JsonObject claims(
      String token, String accessToken, String nonce, Function<String, ProviderKeys> keys) {
    Matcher form = FORM.matcher(token);
    if (token.length() > LONGEST || !form.matches()) {
      throw SsoFailure.untrusted("token_form");
    }
    JsonObject header = json(form.group(1));
    JsonObject claims = json(form.group(2));
    TokenAlgorithm algorithm =
        TokenAlgorithm.of(header.getValue("alg"))
            .orElseThrow(() -> SsoFailure.untrusted("token_algorithm"));
    require(!header.containsKey("crit"), "token_extension");
    try {
      identity(claims);
      times(claims);
      require(same(nonce, claims.getString("nonce")), "token_nonce");
      String hash = claims.getString("at_hash");
      require(hash == null || same(half(algorithm, accessToken), hash), "token_access_hash");
      String keyId = header.getString("kid");
      ProviderKeys found = keys.apply(keyId);
      require(found.algorithm(keyId).filter(algorithm::equals).isPresent(), "token_key");
      require(found.signed(token), "token_signature");
    } catch (ClassCastException e) {
      throw SsoFailure.untrusted("token_claim_type");
    }
    return claims;
  }

  private void identity(JsonObject claims) {
    require(issuer.equals(claims.getString("iss")), "token_issuer");
    String subject = claims.getString("sub");
    require(
        subject != null && !subject.isBlank() && subject.length() <= LONGEST_SUBJECT,
        "token_subject");
    List<?> audience =
        claims.getValue("aud") instanceof JsonArray several
            ? several.getList()
            : List.of(String.valueOf(claims.getValue("aud")));
    require(audience.contains(clientId), "token_audience");
    String party = claims.getString("azp");
    require(party == null ? audience.size() == 1 : party.equals(clientId), "token_party");
  }

  private void times(JsonObject claims) {
    Instant now = clock.instant();
    Long expiry = claims.getLong("exp");
    Long issued = claims.getLong("iat");
    Long notBefore = claims.getLong("nbf");
    require(expiry != null && now.getEpochSecond() < later(expiry), "token_expired");
    require(issued != null && issued <= later(now.getEpochSecond()), "token_of_the_future");
    require(notBefore == null || notBefore <= later(now.getEpochSecond()), "token_of_the_future");
  }

  /** Within the range of a long. */
  private static long later(long seconds) {
    long skew = SKEW.toSeconds();
    return seconds > Long.MAX_VALUE - skew ? Long.MAX_VALUE : seconds + skew;
  }

  private static JsonObject json(String part) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(part);
      return new JsonObject(new String(bytes, StandardCharsets.UTF_8));
    } catch (RuntimeException e) {
      throw SsoFailure.untrusted("token_form");
    }
  }

  private static String half(TokenAlgorithm algorithm, String accessToken) {
    byte[] hash = Digests.of(algorithm.hash(), accessToken.getBytes(StandardCharsets.US_ASCII));
    return Digests.text(Arrays.copyOf(hash, hash.length / 2));
  }

  private static boolean same(String one, String other) {
    return other != null
        && MessageDigest.isEqual(
            one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  private static void require(boolean holds, String reason) {
    if (!holds) {
      throw SsoFailure.untrusted(reason);
    }
  }
}
