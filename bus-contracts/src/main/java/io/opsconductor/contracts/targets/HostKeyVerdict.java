package io.opsconductor.contracts.targets;

/**
 * Whether to go on with the key that was seen.
 *
 * @param accepted it is the recorded one, or it has just been recorded as the first
 * @param hostKey the recorded key now; absent when none is
 */
public record HostKeyVerdict(boolean accepted, String hostKey) {}
