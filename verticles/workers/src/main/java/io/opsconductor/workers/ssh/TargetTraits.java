package io.opsconductor.workers.ssh;

import java.util.Optional;

/**
 * What a target was found to be like; asked once a connection.
 *
 * @param bootId changes with every start of the target's system; empty when it does not tell
 * @param unfit why a command cannot be left running there and found again; empty when it can
 * @param follows whether its {@code tail} can follow a file until a process ends
 */
public record TargetTraits(Optional<String> bootId, Optional<String> unfit, boolean follows) {

  private static final String UNKNOWN = "-";
  private static final String FIT = "ready";

  /** From the words of the probe: boot id, way to follow, and the rest is the reason. */
  static TargetTraits parse(String words) {
    String[] word = words.strip().split(" ", 3);
    if (word.length < 3) {
      return new TargetTraits(
          Optional.empty(), Optional.of("the target did not answer the probe"), false);
    }
    return new TargetTraits(
        Optional.of(word[0]).filter(id -> !id.equals(UNKNOWN)),
        Optional.of(word[2]).filter(why -> !why.equals(FIT)),
        word[1].equals("follow"));
  }
}
