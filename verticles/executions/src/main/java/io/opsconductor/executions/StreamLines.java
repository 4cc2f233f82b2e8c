package io.opsconductor.executions;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Cuts one stream, which comes in the pieces in which it was stored, into lines. A line of more
 * than {@link #LONGEST} bytes comes in parts, of which each begins with the last {@link #OVERLAP}
 * bytes of the one before. Holds no more than one line.
 */
final class StreamLines {
  static final int LONGEST = 64 * 1024;
  static final int OVERLAP = 4 * 1024;

  /** Takes lines in order; false when it wants no more. */
  interface Taker {
    boolean line(Line line);
  }

  /**
   * A line without its line end.
   *
   * @param offset of its first byte in the stream
   * @param seq of the entry that holds that byte
   * @param number from 1
   * @param whole whether no further part of it follows
   */
  record Line(byte[] bytes, int from, int to, long offset, long seq, long number, boolean whole) {
    int length() {
      return to - from;
    }
  }

  /** An entry that holds bytes of the line that is not complete yet. */
  private record Entry(long seq, long offset) {}

  private final Taker taker;
  private final Deque<Entry> entries = new ArrayDeque<>();
  private byte[] carry = new byte[512];
  private int carried;
  private long carryOffset;
  private long position;
  private long number;
  private boolean enough;

  /**
   * @param position where the first line begins
   * @param number of that line
   */
  StreamLines(Taker taker, long position, long number) {
    this.taker = taker;
    this.position = position;
    this.number = number;
  }

  /** Whether the next piece does not follow what came before. */
  boolean gapBefore(long offset) {
    return offset > position;
  }

  /** The next piece; what of it came already, or is before the beginning, is passed over. */
  void add(long seq, long offset, byte[] data) {
    int begin = Math.clamp(position - offset, 0, data.length);
    for (int at = begin; at < data.length && !enough; at++) {
      if (data[at] == '\n') {
        endLine(seq, offset, data, begin, at);
        begin = at + 1;
      }
    }
    if (!enough && begin < data.length) {
      keep(seq, offset, data, begin, data.length);
    }
    position = Math.max(position, offset + data.length);
  }

  /** What comes next does not go on with the line, or nothing comes. */
  void end() {
    if (carried > 0 && !enough) {
      emitCarry(carried, true);
      number++;
    }
    carried = 0;
    entries.clear();
  }

  /** Goes on behind bytes that are missing. */
  void skipTo(long offset) {
    end();
    position = offset;
  }

  private void endLine(long seq, long offset, byte[] data, int from, int to) {
    if (carried == 0 && to - from <= LONGEST) {
      int end = to > from && data[to - 1] == '\r' ? to - 1 : to;
      emit(new Line(data, from, end, offset + from, seq, number, true));
    } else {
      keep(seq, offset, data, from, to);
      if (!enough) {
        emitCarry(carried > 0 && carry[carried - 1] == '\r' ? carried - 1 : carried, true);
      }
      carried = 0;
      entries.clear();
    }
    number++;
  }

  private void keep(long seq, long offset, byte[] data, int from, int to) {
    if (carried == 0) {
      carryOffset = offset + from;
    }
    entries.add(new Entry(seq, offset + from));
    int at = from;
    while (at < to && !enough) {
      if (carried == LONGEST) {
        emitCarry(carried, false);
        keepOverlap();
      }
      int more = Math.min(to - at, LONGEST - carried);
      reserve(carried + more);
      System.arraycopy(data, at, carry, carried, more);
      carried += more;
      at += more;
    }
  }

  private void reserve(int size) {
    if (size > carry.length) {
      carry = Arrays.copyOf(carry, Math.min(LONGEST, Math.max(size, 2 * carry.length)));
    }
  }

  private void keepOverlap() {
    int from = carried - OVERLAP;
    from += Utf8.restOfCodePoint(Arrays.copyOfRange(carry, from, from + 4));
    System.arraycopy(carry, from, carry, 0, carried - from);
    carried -= from;
    carryOffset += from;
    Entry first = entries.poll();
    while (!entries.isEmpty() && entries.peek().offset() <= carryOffset) {
      first = entries.poll();
    }
    entries.addFirst(first);
  }

  private void emitCarry(int length, boolean whole) {
    long seq = entries.peek().seq();
    byte[] line = Arrays.copyOf(carry, length);
    emit(new Line(line, 0, length, carryOffset, seq, number, whole));
  }

  private void emit(Line line) {
    enough = !taker.line(line);
  }
}
