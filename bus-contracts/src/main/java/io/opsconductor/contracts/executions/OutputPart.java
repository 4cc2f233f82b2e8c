package io.opsconductor.contracts.executions;

/**
 * Bytes of output.
 *
 * @param nextOffset where the next part begins
 * @param elided how many bytes between the offset that was asked for and {@code data} are not kept
 */
public record OutputPart(byte[] data, long nextOffset, long elided) {
  /** One before which nothing is missing. */
  public OutputPart(byte[] data, long nextOffset) {
    this(data, nextOffset, 0);
  }
}
