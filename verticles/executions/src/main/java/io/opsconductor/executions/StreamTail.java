package io.opsconductor.executions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The end of a stream of a step: how much was taken, and the beginning of a code point that is held
 * back until its rest comes or the step ends. So no entry of the log ends within a code point while
 * the bytes stay exactly as the target wrote them. Beside it goes the position in the target's own
 * stream, from which another worker can go on: masking makes the two differ.
 *
 * <p>Where a limit is set, what comes after the head goes to the kept tail instead of the log until
 * the stream ends. Positions and the hash are always of the full stream.
 */
final class StreamTail {
  private static final byte[] NOTHING = new byte[0];

  /** Bytes for the log or the kept tail. */
  record Chunk(long offset, byte[] data) {
    long end() {
      return offset + data.length;
    }
  }

  /**
   * What is stored of it.
   *
   * @param bytes that were taken
   * @param carry that is held back
   * @param source position in the target's own stream
   * @param digest null before the first byte, and where an earlier release took part
   * @param head where the head ends; null while it may grow
   * @param tail where what was moved to the log at the end begins; null before
   */
  record Stored(long bytes, byte[] carry, long source, byte[] digest, Long head, Long tail) {
    static final Stored EMPTY = new Stored(0, NOTHING, 0, null, null, null);
  }

  private final List<Chunk> kept = new ArrayList<>();
  private final StreamDigest digest;
  private long bytes;
  private byte[] carry;
  private long source;
  private Long head;
  private Long tail;

  StreamTail(Stored stored) {
    this.bytes = stored.bytes();
    this.carry = stored.carry();
    this.source = stored.source();
    this.head = stored.head();
    this.tail = stored.tail();
    this.digest = StreamDigest.of(stored.digest(), stored.bytes()).orElse(null);
  }

  static StreamTail empty() {
    return new StreamTail(Stored.EMPTY);
  }

  Stored stored() {
    byte[] state = digest == null ? null : digest.state().orElse(null);
    return new Stored(bytes, carry, source, state, head, tail);
  }

  /** The hash of all that was taken; empty where an earlier release took part. */
  Optional<byte[]> hash() {
    return Optional.ofNullable(digest).map(StreamDigest::hash);
  }

  /** Where the next byte belongs. */
  long end() {
    return bytes + carry.length;
  }

  /** Up to which place of the target's own stream everything is taken. */
  long source() {
    return source;
  }

  /**
   * Takes what the target wrote next.
   *
   * @param sourceEnd the place in the target's own stream after it
   * @return what goes to the log now
   */
  Optional<Chunk> add(byte[] data, long sourceEnd, OutputLimit limit) {
    source = sourceEnd;
    byte[] all = joined(data);
    int whole = all.length - Utf8.incompleteTail(all);
    carry = Arrays.copyOfRange(all, whole, all.length);
    return take(whole == all.length ? all : Arrays.copyOf(all, whole), limit);
  }

  /** Whether something is held back. */
  boolean carried() {
    return carry.length > 0;
  }

  /** Gives up waiting for the rest of a code point. */
  Optional<Chunk> flush(OutputLimit limit) {
    byte[] rest = carry;
    carry = NOTHING;
    return take(rest, limit);
  }

  /** New parts of the kept tail; those that have left it again are not among them. */
  List<Chunk> kept(OutputLimit limit) {
    return kept.stream().filter(chunk -> chunk.end() > tailFrom(limit)).toList();
  }

  /** Where the tail begins if the stream ends now. */
  long tailFrom(OutputLimit limit) {
    return head == null ? bytes : Math.max(head, bytes - limit.tail());
  }

  /** Where the head ends, if there is a tail that is to be moved to the log at the end. */
  OptionalLong openHead() {
    return head == null || tail != null ? OptionalLong.empty() : OptionalLong.of(head);
  }

  /** The tail is in the log now, from there on. */
  void closed(long tailFrom) {
    tail = tailFrom;
  }

  private byte[] joined(byte[] data) {
    if (carry.length == 0) {
      return data;
    }
    byte[] all = Arrays.copyOf(carry, carry.length + data.length);
    System.arraycopy(data, 0, all, carry.length, data.length);
    return all;
  }

  private Optional<Chunk> take(byte[] data, OutputLimit limit) {
    if (data.length == 0) {
      return Optional.empty();
    }
    if (digest != null) {
      digest.update(data);
    }
    Chunk chunk = new Chunk(bytes, data);
    bytes += data.length;
    // After the tail was moved nothing should come; what does is kept rather than lost.
    if (tail != null || (head == null && bytes <= limit.head())) {
      return Optional.of(chunk);
    }
    return split(chunk, limit);
  }

  private Optional<Chunk> split(Chunk chunk, OutputLimit limit) {
    byte[] first = NOTHING;
    if (head == null) {
      byte[] fits = Arrays.copyOf(chunk.data(), (int) Math.max(0, limit.head() - chunk.offset()));
      first = Arrays.copyOf(fits, fits.length - Utf8.incompleteTail(fits));
      head = chunk.offset() + first.length;
    }
    if (first.length < chunk.data().length) {
      byte[] rest = Arrays.copyOfRange(chunk.data(), first.length, chunk.data().length);
      kept.add(new Chunk(chunk.offset() + first.length, rest));
    }
    return first.length == 0 ? Optional.empty() : Optional.of(new Chunk(chunk.offset(), first));
  }
}
