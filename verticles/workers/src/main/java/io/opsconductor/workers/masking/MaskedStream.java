package io.opsconductor.workers.masking;

import java.util.Arrays;
import java.util.List;

/**
 * One stream with its secrets replaced by {@code [masked:N]}, N being the number of bytes that were
 * there. Secrets that overlap are masked as one.
 *
 * <p>What could be the begin of a secret is held back until it is known: less than the longest form
 * of a secret, or {@value SecretMask#LONGEST_CHAIN} times that where secrets overlap. Where a
 * stream is cut into chunks makes no difference to what comes out. Not thread-safe.
 */
public final class MaskedStream {

  private static final byte[] NOTHING = new byte[0];

  private final SecretMask mask;
  private final Hits hits = new Hits();
  private byte[] held = NOTHING;
  private int state = Automaton.ROOT;

  /** The position of the first byte held. */
  private long settled;

  MaskedStream(SecretMask mask, long sourceBegin) {
    if (sourceBegin < 0) {
      throw new IllegalArgumentException("sourceBegin: not before 0, is " + sourceBegin);
    }
    this.mask = mask;
    this.settled = sourceBegin;
  }

  /**
   * Takes the next bytes.
   *
   * @param chunk handed on as it is where nothing was found in it, so the caller must not reuse it
   * @return what is known by now, in order; empty when all is held back
   */
  public List<Masked> accept(byte[] chunk) {
    byte[] all = join(held, chunk);
    if (!mask.isEmpty()) {
      state = mask.scan(all, held.length, state, hits);
    }
    return release(all, all.length - mask.open(state));
  }

  /** Gives what is held back: nothing more will come, or nobody wants to wait for it. */
  public List<Masked> flush() {
    state = Automaton.ROOT;
    return release(held, held.length);
  }

  /** How many bytes are held back until more of the stream is known. */
  public int held() {
    return held.length;
  }

  /**
   * @param open the first byte that could begin a secret: no match yet to come starts before it
   */
  private List<Masked> release(byte[] all, int open) {
    int known = hits.endingUpTo(open);
    int end = Math.min(open, hits.startOf(known));
    List<Masked> pieces = pieces(all, known, end);
    hits.drop(known, end);
    held = end == all.length ? NOTHING : Arrays.copyOfRange(all, end, all.length);
    settled += end;
    return pieces;
  }

  private List<Masked> pieces(byte[] all, int known, int end) {
    if (end == 0) {
      return List.of();
    }
    if (known == 0 && end <= PieceWriter.MOST) {
      return List.of(new Masked(end == all.length ? all : Arrays.copyOf(all, end), settled + end));
    }
    PieceWriter writer = new PieceWriter(all, settled);
    for (int i = 0; i < known; i++) {
      writer.copyUpTo(hits.startOf(i));
      writer.maskUpTo(hits.endOf(i));
    }
    writer.copyUpTo(end);
    return writer.pieces();
  }

  private static byte[] join(byte[] first, byte[] second) {
    if (first.length == 0) {
      return second;
    }
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Override
  public String toString() {
    return "MaskedStream[redacted]";
  }
}
