package io.opsconductor.gateway;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Sha256;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.shareddata.AsyncMap;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tickets for the WebSocket, because a browser cannot send a header with its handshake and a token
 * in a URL ends up in logs. A ticket stands for the access token for 30 s and one use, on any node:
 * the cluster keeps the token under a hash of the ticket, encrypted under another, so that nobody
 * reads tokens out of the shared map.
 */
final class Tickets {
  static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final String MAP = "opsconductor.stream-tickets";
  private static final int TICKET_BYTES = 32;
  private static final int TAG_BITS = 128;

  /** Safe although constant: each key encrypts one value. */
  private static final byte[] NONCE = new byte[12];

  private final Vertx vertx;
  private final SecureRandom random = new SecureRandom();

  Tickets(Vertx vertx) {
    this.vertx = vertx;
  }

  Future<String> issue(String accessToken) {
    byte[] bytes = new byte[TICKET_BYTES];
    random.nextBytes(bytes);
    String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String sealed =
        Base64.getEncoder()
            .encodeToString(
                crypt(Cipher.ENCRYPT_MODE, ticket, accessToken.getBytes(StandardCharsets.UTF_8)));
    return map().compose(map -> map.put(place(ticket), sealed, LIFETIME.toMillis())).map(ticket);
  }

  /** The access token, once; fails with {@code unauthenticated} ever after. */
  Future<String> redeem(String ticket) {
    return map()
        .compose(map -> map.remove(place(ticket)))
        .map(
            kept -> {
              if (kept == null) {
                throw new OpsException(
                    ErrorCode.UNAUTHENTICATED, "The ticket is unknown, used or expired");
              }
              byte[] token = crypt(Cipher.DECRYPT_MODE, ticket, Base64.getDecoder().decode(kept));
              return new String(token, StandardCharsets.UTF_8);
            });
  }

  private Future<AsyncMap<String, String>> map() {
    return vertx.sharedData().getAsyncMap(MAP);
  }

  private static String place(String ticket) {
    return HexFormat.of().formatHex(hash("place", ticket));
  }

  private static byte[] crypt(int mode, String ticket, byte[] data) {
    byte[] key = hash("key", ticket);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, NONCE));
      return cipher.doFinal(data);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(
          "This Java has no AES-GCM, or the ticket was tampered with", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static byte[] hash(String purpose, String ticket) {
    return Sha256.of(purpose + ":" + ticket);
  }
}
