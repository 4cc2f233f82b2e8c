package io.opsconductor.workers.masking;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Masks whole streams in tests. */
final class Streams {

  private Streams() {}

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static SecretMask mask(String... secrets) {
    return SecretMask.of(Arrays.stream(secrets).map(Streams::bytes).toList());
  }

  static String whole(SecretMask mask, String text) {
    return new String(inChunksOf(Integer.MAX_VALUE, mask, bytes(text)), StandardCharsets.UTF_8);
  }

  static byte[] inChunksOf(int size, SecretMask mask, byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MaskedStream stream = mask.stream(0);
    for (int at = 0; at < text.length; at += Math.min(size, text.length - at)) {
      write(
          out, stream.accept(Arrays.copyOfRange(text, at, at + Math.min(size, text.length - at))));
    }
    write(out, stream.flush());
    return out.toByteArray();
  }

  /** Cuts at random, mostly into small chunks. */
  static byte[] atRandom(RandomGenerator random, SecretMask mask, byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(2 * text.length);
    MaskedStream stream = mask.stream(0);
    int most = 1 << random.nextInt(8);
    int at = 0;
    while (at < text.length) {
      int end = Math.min(text.length, at + 1 + random.nextInt(most));
      write(out, stream.accept(Arrays.copyOfRange(text, at, end)));
      at = end;
    }
    write(out, stream.flush());
    return out.toByteArray();
  }

  static void write(ByteArrayOutputStream out, List<Masked> pieces) {
    for (Masked piece : pieces) {
      out.writeBytes(piece.data());
    }
  }
}
