package io.opsconductor.contracts.executions;

/**
 * Bytes of output.
 *
 * @param nextOffset where the next part begins
 */
public record OutputPart(byte[] data, long nextOffset) {}
