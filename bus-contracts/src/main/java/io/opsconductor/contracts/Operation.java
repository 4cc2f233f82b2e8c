package io.opsconductor.contracts;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A request and its reply between services.
 *
 * @param address {@code ops.<service>.v<N>.<noun>.<verb>}; each node that serves it listens on
 *     {@code address@nodeId} too
 * @param requestType record that is sent as JSON
 * @param replyType record that is answered as JSON
 * @param timeout how long a caller waits at most for one answer
 * @param idempotent whether asking again after an unknown outcome does no harm; only then is it
 *     retried after a time-out
 * @param access who may call it
 * @param assurance what is asked of the caller's session
 */
public record Operation<Q, R>(
    String address,
    Class<Q> requestType,
    Class<R> replyType,
    Duration timeout,
    boolean idempotent,
    Access access,
    Assurance assurance) {

  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);

  private static final Pattern ADDRESS =
      Pattern.compile("ops\\.[a-z]+\\.v[0-9]+\\.[a-z][a-z-]*\\.[a-z][a-z-]*");

  public Operation {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "Operation address must be ops.<service>.v<N>.<noun>.<verb>, got " + address);
    }
    Objects.requireNonNull(requestType, "requestType");
    Objects.requireNonNull(replyType, "replyType");
    Objects.requireNonNull(access, "access");
    Objects.requireNonNull(assurance, "assurance");
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "Operation " + address + " timeout must be positive, got " + timeout);
    }
  }

  /** An operation that changes nothing, or the same when asked twice. */
  public static <Q, R> Operation<Q, R> idempotent(
      String address, Class<Q> requestType, Class<R> replyType, Access access) {
    return new Operation<>(
        address, requestType, replyType, DEFAULT_TIMEOUT, true, access, Assurance.USUAL);
  }

  /** An operation that does something more when asked twice. */
  public static <Q, R> Operation<Q, R> once(
      String address, Class<Q> requestType, Class<R> replyType, Access access) {
    return new Operation<>(
        address, requestType, replyType, DEFAULT_TIMEOUT, false, access, Assurance.USUAL);
  }

  public Operation<Q, R> withTimeout(Duration longer) {
    return new Operation<>(address, requestType, replyType, longer, idempotent, access, assurance);
  }

  /** The same, which asks this of the caller's session. */
  public Operation<Q, R> with(Assurance asked) {
    return new Operation<>(address, requestType, replyType, timeout, idempotent, access, asked);
  }

  /** The group that serves it. */
  public String service() {
    return address.split("\\.", 3)[1];
  }

  /** The address on one node only. */
  public String addressAt(String nodeId) {
    return address + "@" + nodeId;
  }
}
