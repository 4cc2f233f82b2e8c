import io.opsconductor.workers.masking.MaskedStream;
import io.opsconductor.workers.masking.SecretMask;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How fast output goes through the mask, on one thread, in chunks of 32 KiB. Run from source:
 * {@code java -cp opsconductor.jar MaskingSpeed.java}.
 */
public final class MaskingSpeed {

  private static final int CHUNK = 32 * 1024;
  private static final int SIZE = 16 * 1024 * 1024;
  private static final int ROUNDS = 9;
  private static final SplittableRandom RANDOM = new SplittableRandom(1);
  private static long read;

  public static void main(String[] arguments) {
    List<String> four =
        List.of(
            "correct horse battery", "tr0ub4dor&3", "s3cr3t-t0ken-0123456789abcdef", "hunter22");
    SecretMask secrets = mask(four);
    SecretMask key = mask(List.of(key(50), "open sesame 1"));
    measure("log lines, 4 secrets", secrets, lines(""), "required 300");
    measure("log lines, RSA-4096 key and passphrase", key, lines(""), "");
    measure("base64, 4 secrets", secrets, base64(), "");
    measure("base64, RSA-4096 key and passphrase", key, base64(), "");
    measure("log lines, each with a secret", secrets, lines(" token=" + four.get(2)), "");
    long begun = cpuTime();
    int built = 20;
    for (int i = 0; i < built; i++) {
      read += mask(List.of(key(50), "open sesame " + i)).stream(0).held();
    }
    System.out.printf(
        "%-42s %8.1f ms%n",
        "building the mask of an RSA-4096 key", (cpuTime() - begun) / 1e6 / built);
  }

  private static void measure(String name, SecretMask mask, byte[] text, String bar) {
    List<byte[]> chunks = new ArrayList<>();
    for (int at = 0; at < text.length; at += CHUNK) {
      chunks.add(Arrays.copyOfRange(text, at, Math.min(text.length, at + CHUNK)));
    }
    double[] rates = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      long begun = cpuTime();
      MaskedStream stream = mask.stream(0);
      for (byte[] chunk : chunks) {
        read += stream.accept(chunk).size();
      }
      read += stream.flush().size();
      rates[round] = text.length * 1e3 / (cpuTime() - begun);
    }
    Arrays.sort(rates);
    System.out.printf("%-42s %8.0f MB/s  %s%n", name, rates[ROUNDS / 2], bar);
  }

  /** Of this thread: others on the machine do not count. */
  private static long cpuTime() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static SecretMask mask(List<String> secrets) {
    return SecretMask.of(
        secrets.stream().map(text -> text.getBytes(StandardCharsets.UTF_8)).toList());
  }

  private static byte[] lines(String end) {
    String[] words = {
      "INFO",
      "request",
      "served",
      "in",
      "ms",
      "from",
      "GET",
      "/api/v1/targets",
      "user",
      "connection",
      "closed",
      "cache"
    };
    StringBuilder text = new StringBuilder(SIZE + 200);
    while (text.length() < SIZE) {
      text.append("2026-11-21T17:28:49.").append(RANDOM.nextInt(100, 1000)).append('Z');
      for (int i = 0; i < 8; i++) {
        text.append(' ').append(words[RANDOM.nextInt(words.length)]);
      }
      text.append(' ').append(RANDOM.nextInt()).append(end).append('\n');
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] base64() {
    byte[] bytes = new byte[SIZE * 3 / 4];
    RANDOM.nextBytes(bytes);
    return Base64.getMimeEncoder(76, new byte[] {'\n'}).encode(bytes);
  }

  private static String key(int lines) {
    StringBuilder key = new StringBuilder("-----BEGIN PRIVATE KEY-----\n");
    for (int i = 0; i < lines; i++) {
      byte[] bytes = new byte[48];
      RANDOM.nextBytes(bytes);
      key.append(Base64.getEncoder().encodeToString(bytes)).append('\n');
    }
    return key.append("-----END PRIVATE KEY-----\n").toString();
  }
}
