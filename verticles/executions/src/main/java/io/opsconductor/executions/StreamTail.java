package io.opsconductor.executions;

import java.util.Arrays;
import java.util.Optional;

/**
 * The end of a stream of a step: how much is in the log, and the beginning of a code point that is
 * held back until its rest comes or the step ends. So no entry of the log ends within a code point
 * while the bytes stay exactly as the target wrote them. Beside it goes the position in the
 * target's own stream, from which another worker can go on: masking makes the two differ.
 */
final class StreamTail {
  private static final byte[] NOTHING = new byte[0];

  /** Bytes for the log. */
  record Chunk(long offset, byte[] data) {}

  private long stored;
  private byte[] carry;
  private long source;

  StreamTail(long stored, byte[] carry, long source) {
    this.stored = stored;
    this.carry = carry;
    this.source = source;
  }

  static StreamTail empty() {
    return new StreamTail(0, NOTHING, 0);
  }

  long stored() {
    return stored;
  }

  byte[] carry() {
    return carry;
  }

  /** Where the next byte belongs. */
  long end() {
    return stored + carry.length;
  }

  /** Up to which place of the target's own stream everything is taken. */
  long source() {
    return source;
  }

  /**
   * Takes what the target wrote next.
   *
   * @param sourceEnd the place in the target's own stream after it
   */
  Optional<Chunk> add(byte[] data, long sourceEnd) {
    source = sourceEnd;
    byte[] all = joined(data);
    int whole = all.length - Utf8.incompleteTail(all);
    carry = Arrays.copyOfRange(all, whole, all.length);
    return take(whole == all.length ? all : Arrays.copyOf(all, whole));
  }

  /** Gives up waiting for the rest of a code point. */
  Optional<Chunk> flush() {
    byte[] rest = carry;
    carry = NOTHING;
    return take(rest);
  }

  private byte[] joined(byte[] data) {
    if (carry.length == 0) {
      return data;
    }
    byte[] all = Arrays.copyOf(carry, carry.length + data.length);
    System.arraycopy(data, 0, all, carry.length, data.length);
    return all;
  }

  private Optional<Chunk> take(byte[] data) {
    if (data.length == 0) {
      return Optional.empty();
    }
    Chunk chunk = new Chunk(stored, data);
    stored += data.length;
    return Optional.of(chunk);
  }
}
