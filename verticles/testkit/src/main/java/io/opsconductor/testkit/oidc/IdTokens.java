package io.opsconductor.testkit.oidc;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.opsconductor.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Makes the ID tokens of a provider, wrong in whatever way is wished. */
final class IdTokens {
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final Duration WRONG_BY = Duration.ofMinutes(10);
  private static final String OTHER_CLIENT = "another-client";

  private final String issuer;
  private final String clientId;
  private final String clientSecret;
  private final Clock clock;

  IdTokens(String issuer, String clientId, String clientSecret, Clock clock) {
    this.issuer = issuer;
    this.clientId = clientId;
    this.clientSecret = clientSecret;
    this.clock = clock;
  }

  String make(Grant grant, String accessToken, OidcKey key, Set<OidcFault> faults) {
    Map<String, Object> claims = claims(grant, faults);
    String hashed = faults.contains(OidcFault.WRONG_TOKEN_HASH) ? "some-other-token" : accessToken;
    claims.put("at_hash", half(key.algorithm().hash(), hashed));
    return sign(claims, key, faults);
  }

  private Map<String, Object> claims(Grant grant, Set<OidcFault> faults) {
    Instant now = clock.instant();
    if (faults.contains(OidcFault.EXPIRED)) {
      now = now.minus(LIFETIME).minus(WRONG_BY);
    } else if (faults.contains(OidcFault.FUTURE)) {
      now = now.plus(WRONG_BY);
    }
    Map<String, Object> claims = new LinkedHashMap<>(grant.user().claims());
    claims.put("iss", issuer + (faults.contains(OidcFault.OTHER_ISSUER) ? "/other" : ""));
    claims.put("iat", now.getEpochSecond());
    if (!faults.contains(OidcFault.NO_EXPIRY)) {
      claims.put("exp", now.plus(LIFETIME).getEpochSecond());
    }
    if (!faults.contains(OidcFault.NO_SUBJECT)) {
      claims.put("sub", grant.user().subject());
    }
    audience(claims, faults);
    if (faults.contains(OidcFault.WRONG_NONCE)) {
      claims.put("nonce", "nonce-of-somebody-else");
    } else if (!faults.contains(OidcFault.NO_NONCE) && grant.nonce() != null) {
      claims.put("nonce", grant.nonce());
    }
    return claims;
  }

  private void audience(Map<String, Object> claims, Set<OidcFault> faults) {
    if (faults.contains(OidcFault.WRONG_AUDIENCE)) {
      claims.put("aud", OTHER_CLIENT);
    } else if (faults.contains(OidcFault.SECOND_AUDIENCE_WITHOUT_PARTY)) {
      claims.put("aud", List.of(clientId, OTHER_CLIENT));
    } else if (faults.contains(OidcFault.WRONG_PARTY)) {
      claims.put("aud", List.of(clientId, OTHER_CLIENT));
      claims.put("azp", OTHER_CLIENT);
    } else {
      claims.put("aud", clientId);
    }
  }

  private String sign(Map<String, Object> claims, OidcKey key, Set<OidcFault> faults) {
    if (faults.contains(OidcFault.ALG_NONE)) {
      return signed(Map.of("alg", "none"), claims) + ".";
    }
    if (faults.contains(OidcFault.ALG_HMAC)) {
      String text = signed(Map.of("alg", "HS256", "kid", key.id()), claims);
      return text + "." + text(hmac(text));
    }
    boolean rs384 = faults.contains(OidcFault.ALG_RS384);
    String kid = faults.contains(OidcFault.UNPUBLISHED_KEY) ? "never-published" : key.id();
    String alg = rs384 ? "RS384" : key.algorithm().word();
    String text = signed(Map.of("alg", alg, "kid", kid, "typ", "JWT"), claims);
    OidcKey signing =
        faults.contains(OidcFault.FORGED) ? OidcKey.generate(key.id(), key.algorithm()) : key;
    String signature = rs384 ? "SHA384withRSA" : key.algorithm().signature();
    return text + "." + text(signing.sign(text, signature));
  }

  private static String signed(Map<String, Object> header, Map<String, Object> claims) {
    return text(json(header)) + "." + text(json(claims));
  }

  private byte[] hmac(String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(clientSecret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** OpenID Connect Core §3.1.3.6. */
  private static String half(String algorithm, String accessToken) {
    try {
      byte[] hash =
          MessageDigest.getInstance(algorithm)
              .digest(accessToken.getBytes(StandardCharsets.US_ASCII));
      return text(Arrays.copyOf(hash, hash.length / 2));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] json(Map<String, Object> value) {
    try {
      return Wire.mapper().writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
