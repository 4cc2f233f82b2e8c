package io.opsconductor.testkit;

import java.util.SplittableRandom;

/** Turns single bits of a stream; which ones follows from the seed and the place in the stream. */
final class Garbler {

  private final SplittableRandom random;

  Garbler(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Draws once for each byte, garbled or not, so that parts may be cut anywhere. */
  void garble(byte[] bytes, double share) {
    if (share == 0) {
      return;
    }
    for (int i = 0; i < bytes.length; i++) {
      int bit = random.nextInt(8);
      if (random.nextDouble() < share) {
        bytes[i] ^= (byte) (1 << bit);
      }
    }
  }
}
