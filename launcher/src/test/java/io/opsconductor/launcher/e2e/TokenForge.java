package io.opsconductor.launcher.e2e;

import io.opsconductor.platform.database.Db;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Makes tokens as auth does, under its own key, and such as it never would. */
final class TokenForge {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
  private static final int NONCE_BYTES = 12;

  private final JsonObject jwk;

  private TokenForge(JsonObject jwk) {
    this.jwk = jwk;
  }

  /** With the key that is the first in auth's database, sealed under this master key. */
  static TokenForge of(Db auth, String masterKey) {
    return auth.one(
            "SELECT key_id, private_jwk FROM signing_keys ORDER BY signs_from LIMIT 1",
            row ->
                new TokenForge(
                    open(
                        row.getString("key_id"),
                        row.getBuffer("private_jwk").getBytes(),
                        masterKey)))
        .orElseThrow();
  }

  private static JsonObject open(String keyId, byte[] sealed, String masterKey) {
    try {
      SecretKey key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(masterKey.getBytes(StandardCharsets.UTF_8))
                      .thenExpand(
                          "opsconductor/auth/signing-keys/v1".getBytes(StandardCharsets.UTF_8),
                          32));
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(128, sealed, 0, NONCE_BYTES));
      cipher.updateAAD(
          ("signing_keys|" + keyId + "|private_jwk|1").getBytes(StandardCharsets.UTF_8));
      byte[] text = cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES);
      return new JsonObject(new String(text, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String keyId() {
    return jwk.getString("kid");
  }

  /** The public half. */
  JsonObject publicJwk() {
    JsonObject copy = jwk.copy();
    copy.remove("d");
    return copy;
  }

  JsonObject header() {
    return new JsonObject().put("alg", "ES256").put("typ", "JWT").put("kid", keyId());
  }

  static JsonObject claims(String token) {
    return new JsonObject(
        new String(
            Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]), StandardCharsets.UTF_8));
  }

  /** Under auth's own key, whatever the header says. */
  String sign(String header, String claims) {
    String content = text(header) + "." + text(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initSign(privateKey());
      signature.update(content.getBytes(StandardCharsets.US_ASCII));
      return content + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String sign(JsonObject header, JsonObject claims) {
    return sign(header.encode(), claims.encode());
  }

  /** With these bytes as the secret of HS256. */
  static String hmac(JsonObject header, JsonObject claims, byte[] secret) {
    String content = text(header.encode()) + "." + text(claims.encode());
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      return content
          + "."
          + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private PrivateKey privateKey() throws GeneralSecurityException {
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    BigInteger secret = new BigInteger(1, Base64.getUrlDecoder().decode(jwk.getString("d")));
    return KeyFactory.getInstance("EC")
        .generatePrivate(
            new ECPrivateKeySpec(secret, curve.getParameterSpec(ECParameterSpec.class)));
  }

  static String text(String json) {
    return BASE64.encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }
}
