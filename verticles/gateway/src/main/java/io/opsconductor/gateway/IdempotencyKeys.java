package io.opsconductor.gateway;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.executions.Idempotency;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * The mark of a request that may be sent twice: the client's key, and a hash of what was asked, in
 * which neither white space nor the order of fields counts.
 */
final class IdempotencyKeys {
  static final String HEADER = "Idempotency-Key";
  private static final ObjectMapper CANONICAL =
      Wire.mapper().copy().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);

  private IdempotencyKeys() {}

  /** Null when the client sent no key. */
  static Idempotency of(Exchange exchange) {
    String key = exchange.header(HEADER);
    if (key == null) {
      return null;
    }
    String asked = exchange.request().method() + " " + exchange.request().path() + "\n";
    return new Idempotency(key, hash(asked, exchange.body().getBytes()));
  }

  static String hash(String asked, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(asked.getBytes(StandardCharsets.UTF_8));
      digest.update(CANONICAL.writeValueAsBytes(CANONICAL.readValue(body, Map.class)));
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new OpsException(ErrorCode.MALFORMED_REQUEST, "The body is not valid JSON");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java has no SHA-256", e);
    }
  }
}
