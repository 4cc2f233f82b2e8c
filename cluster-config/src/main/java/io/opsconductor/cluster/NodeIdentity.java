package io.opsconductor.cluster;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Which process of the cluster this is.
 *
 * @param id name of the node, {@code [a-z0-9-]{1,63}}: a UUID or a given name; it may outlive the
 *     process
 * @param epoch new for every process, so that work of an earlier life of the same node is never
 *     taken for its own; a UUIDv7 (RFC 9562), so later epochs of one machine usually sort later,
 *     which nothing may depend on
 */
public record NodeIdentity(String id, UUID epoch) {

  static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,63}");
  private static final SecureRandom RANDOM = new SecureRandom();

  public NodeIdentity {
    Objects.requireNonNull(id, "node id");
    Objects.requireNonNull(epoch, "node epoch");
    if (!NAME.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "Node id must match %s, got '%s'".formatted(NAME.pattern(), id));
    }
  }

  /** The identity of a process that starts now under a given name. */
  public static NodeIdentity starting(String id) {
    return new NodeIdentity(id, uuidV7(Clock.systemUTC().millis()));
  }

  /** The identity of a process that starts now and has no name: a UUID serves as one. */
  public static NodeIdentity startingUnnamed() {
    return starting(uuidV7(Clock.systemUTC().millis()).toString());
  }

  private static UUID uuidV7(long millis) {
    long high = (millis << 16) | 0x7000L | (RANDOM.nextLong() & 0x0FFFL);
    long low = 0x8000_0000_0000_0000L | (RANDOM.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL);
    return new UUID(high, low);
  }
}
