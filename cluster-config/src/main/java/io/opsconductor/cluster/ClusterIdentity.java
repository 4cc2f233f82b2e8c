package io.opsconductor.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What makes nodes one cluster.
 *
 * @param id name of the cluster, {@code [a-z0-9-]{1,63}}
 * @param secret shared by the members, at least 16 characters; never logged
 */
public record ClusterIdentity(String id, String secret) {

  private static final int MINIMUM_SECRET_LENGTH = 16;

  public ClusterIdentity {
    Objects.requireNonNull(id, "cluster id");
    Objects.requireNonNull(secret, "cluster secret");
    if (!NodeIdentity.NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Cluster id must match %s, got '%s'".formatted(NodeIdentity.NAME.pattern(), id));
    }
    if (secret.length() < MINIMUM_SECRET_LENGTH) {
      throw new IllegalArgumentException(
          "Cluster secret must have at least %d characters, got %d"
              .formatted(MINIMUM_SECRET_LENGTH, secret.length()));
    }
  }

  /**
   * The name that Hazelcast members compare before they join: it differs if the id or the secret
   * does. It travels in clear, so it is an HMAC from which the secret cannot be computed.
   */
  String hazelcastName() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] code =
          mac.doFinal(("opsconductor-cluster-name:" + id).getBytes(StandardCharsets.UTF_8));
      return "opsconductor-" + id + "-" + HexFormat.of().formatHex(code, 0, 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java runtime has HmacSHA256", e);
    }
  }

  @Override
  public String toString() {
    return "ClusterIdentity[id=" + id + ", secret=***]";
  }
}
