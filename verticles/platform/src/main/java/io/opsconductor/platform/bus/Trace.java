package io.opsconductor.platform.bus;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/**
 * Position in a trace, as in W3C Trace Context.
 *
 * @param traceId 32 hexadecimal digits; the correlation id of logs, errors and events
 * @param spanId 16 hexadecimal digits
 */
public record Trace(String traceId, String spanId) {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}");

  /** A trace that begins here. */
  public static Trace begin() {
    return new Trace(randomHex() + randomHex(), randomHex());
  }

  /** Goes on with the sender's trace; begins one when there is none that can be read. */
  public static Trace parse(String traceparent) {
    if (traceparent == null) {
      return begin();
    }
    var matcher = TRACEPARENT.matcher(traceparent);
    return matcher.matches() ? new Trace(matcher.group(1), matcher.group(2)) : begin();
  }

  /** The next span of the same trace. */
  public Trace child() {
    return new Trace(traceId, randomHex());
  }

  public String traceparent() {
    return "00-" + traceId + "-" + spanId + "-01";
  }

  private static String randomHex() {
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
