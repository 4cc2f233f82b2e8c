package io.opsconductor.contracts.executions;

import java.util.List;
import java.util.UUID;

/**
 * A line in which something was found. A line of more than 64 KiB is searched in parts that overlap
 * by 4 KiB, and each part counts as a line, but for its number.
 *
 * @param seq of the entry of the log that holds the beginning of the line
 * @param step counted from 0
 * @param attempt counted from 1
 * @param lineOffset of the first byte of the line within that attempt's stream
 * @param lineNumber from 1, among the lines of that stream that are stored
 * @param line without its line end, as text: what is no UTF-8 is replaced; of a long one 4,096
 *     characters around the match
 * @param matchStart where the first match begins in {@code line}, in UTF-16 units
 * @param matchEnd where it ends; at most the length of {@code line}
 * @param before lines before it, in order, each cut to 4,096 characters; they end at bytes that are
 *     not kept
 * @param after likewise lines after it
 */
public record OutputHit(
    long seq,
    UUID taskId,
    TaskTarget target,
    int step,
    int attempt,
    OutputStreamName stream,
    long lineOffset,
    long lineNumber,
    String line,
    int matchStart,
    int matchEnd,
    List<String> before,
    List<String> after) {
  public OutputHit {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }
}
