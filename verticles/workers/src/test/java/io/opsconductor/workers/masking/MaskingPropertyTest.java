package io.opsconductor.workers.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Random texts with secrets in all their forms. The seed is random and printed; give it as {@code
 * -Dmasking.seed} to see a failure again, and {@code -Dmasking.splits} for more of them.
 */
class MaskingPropertyTest {

  private static final long SEED = Long.getLong("masking.seed", System.nanoTime());
  private static final int SPLITS = Integer.getInteger("masking.splits", 100_000);
  private static final String[] ALPHABETS = {
    "ab", "abcdefgh0123456789 \n", "aB3$'\"\\/ +<&=%-_\tö", "0123456789abcdef", "ABCDwxyz+/="
  };

  private final SplittableRandom random = new SplittableRandom(SEED);

  @BeforeAll
  static void printSeed() {
    System.out.println("masking.seed=" + SEED);
  }

  @Test
  void accept_shouldMaskWhatASearchOfTheWholeFinds_whateverTheSecretsAndSplits() {
    for (int i = 0; i < 1_500; i++) {
      // given
      List<byte[]> secrets = secrets();
      byte[] text = textWith(secrets);

      // when
      byte[] masked = Streams.atRandom(random, SecretMask.of(secrets), text);

      // then
      assertThat(readable(masked)).as("seed %d, round %d", SEED, i).isEqualTo(naive(secrets, text));
    }
  }

  @Test
  void accept_shouldGoOnTheSame_whenANewReaderBeginsAtASourceEnd() {
    for (int i = 0; i < 1_000; i++) {
      // given
      SecretMask mask;
      byte[] text;
      if (random.nextBoolean()) {
        List<byte[]> secrets = secrets();
        mask = SecretMask.of(secrets);
        text = textWith(secrets);
      } else {
        // overlaps of any kind
        mask = SecretMask.of(List.of(word("ab", 6), word("ab", 9), word("ab", 8)));
        text = word("aab", 400);
      }
      byte[] whole = Streams.inChunksOf(Integer.MAX_VALUE, mask, text);

      // when
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int at = 0;
      while (at < text.length) {
        at = readOn(mask, text, at, out);
      }

      // then
      assertThat(readable(out.toByteArray()))
          .as("seed %d, round %d", SEED, i)
          .isEqualTo(readable(whole));
    }
  }

  @Test
  void accept_shouldNeverLetTheCanaryThrough_whereverTheBytesAreSplit() {
    // given
    String canary = "canary-" + random.nextLong() + "/'\"x";
    List<byte[]> secrets = List.of(Streams.bytes(canary), Streams.bytes("another one"));
    SecretMask mask = SecretMask.of(secrets);
    Set<String> forms = new TreeSet<>();
    SecretForms.addTo(forms, canary);
    byte[] text =
        Streams.bytes("can canary- " + String.join(" cana", forms).substring(0, 600) + canary);
    byte[] whole = Streams.inChunksOf(Integer.MAX_VALUE, mask, text);
    assertThat(forms).noneMatch(readable(whole)::contains);

    for (int i = 0; i < SPLITS; i++) {
      // when
      byte[] masked = Streams.atRandom(random, mask, text);

      // then
      if (!Arrays.equals(masked, whole)) {
        assertThat(readable(masked)).as("seed %d, split %d", SEED, i).isEqualTo(readable(whole));
      }
    }
  }

  /** Reads with a new stream for a while, and says where it may be read on from. */
  private int readOn(SecretMask mask, byte[] text, int from, ByteArrayOutputStream out) {
    MaskedStream stream = mask.stream(from);
    int reached = from;
    int at = from;
    do {
      int end = Math.min(text.length, at + 1 + random.nextInt(40));
      for (Masked piece : stream.accept(Arrays.copyOfRange(text, at, end))) {
        out.writeBytes(piece.data());
        reached = (int) piece.sourceEnd();
      }
      at = end;
      assertThat(reached).isEqualTo(at - stream.held());
    } while (at < text.length && (reached == from || random.nextInt(4) > 0));
    if (at == text.length) {
      Streams.write(out, stream.flush());
      reached = text.length;
    }
    return reached;
  }

  private List<byte[]> secrets() {
    List<byte[]> secrets = new ArrayList<>();
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      String alphabet = ALPHABETS[random.nextInt(1, ALPHABETS.length)];
      secrets.add(word(alphabet, random.nextInt(6, 50)));
    }
    return secrets;
  }

  private byte[] textWith(List<byte[]> secrets) {
    Set<String> forms = new TreeSet<>();
    secrets.forEach(secret -> SecretForms.addTo(forms, latin(secret)));
    List<String> all = List.copyOf(forms);
    StringBuilder text = new StringBuilder();
    String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
    for (int i = random.nextInt(12); i >= 0; i--) {
      text.append(latin(word(alphabet, random.nextInt(30))));
      if (!all.isEmpty()) {
        String form = all.get(random.nextInt(all.size()));
        boolean part = random.nextInt(3) == 0;
        text.append(part ? form.substring(0, random.nextInt(form.length())) : form);
      }
    }
    return SecretForms.bytes(text.toString());
  }

  private byte[] word(String alphabet, int length) {
    int[] characters = alphabet.codePoints().toArray();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < length; i++) {
      word.appendCodePoint(characters[random.nextInt(characters.length)]);
    }
    return Streams.bytes(word.toString());
  }

  /** Looks for every form at every place. */
  private static String naive(List<byte[]> secrets, byte[] bytes) {
    Set<String> forms = new TreeSet<>();
    secrets.forEach(secret -> SecretForms.addTo(forms, latin(secret)));
    String text = latin(bytes);
    BitSet joined = new BitSet();
    BitSet covered = new BitSet();
    for (String form : forms) {
      for (int at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
        covered.set(at, at + form.length());
        joined.set(at + 1, at + form.length());
      }
    }
    StringBuilder masked = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      if (!covered.get(at)) {
        masked.append(text.charAt(at++));
        continue;
      }
      int end = joined.nextClearBit(at + 1);
      masked.append("[masked:").append(end - at).append(']');
      at = end;
    }
    return masked.toString();
  }

  private static String readable(byte[] bytes) {
    return latin(bytes);
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
