package io.opsconductor.workers.masking;

/**
 * A piece of a stream, masked.
 *
 * @param data never empty, at most 64 KiB
 * @param sourceEnd how far into the unmasked stream this piece reaches, in bytes from its begin: a
 *     reader that goes on from here with a new {@link MaskedStream} gets the same continuation
 */
public record Masked(byte[] data, long sourceEnd) {}
