package io.opsconductor.auth.password;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * An Argon2id hash (RFC 9106) with its parameters, in PHC string format. Made with 19 MiB, two
 * passes and one lane, the first choice of OWASP's Password Storage Cheat Sheet.
 *
 * @param memory in KiB
 */
public record PasswordHash(int memory, int passes, int lanes, byte[] salt, byte[] digest) {
  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int SALT_BYTES = 16;
  private static final int DIGEST_BYTES = 32;
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,9}),t=(\\d{1,4}),p=(\\d{1,3})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{16,86})");

  /**
   * The memory of the hash that a thread made last, for its next one: to allocate and collect 19
   * MiB for each would stop all other threads again and again while many sign in.
   */
  private static final ThreadLocal<Argon2BytesGenerator.BlockPool> BLOCKS =
      ThreadLocal.withInitial(() -> new Argon2BytesGenerator.FixedBlockPool(MEMORY_KIB));

  /** About 40 ms of one core. */
  static PasswordHash of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    byte[] digest = argon2id(password, salt, MEMORY_KIB, PASSES, LANES, DIGEST_BYTES);
    return new PasswordHash(MEMORY_KIB, PASSES, LANES, salt, digest);
  }

  static PasswordHash parse(String phc) {
    Matcher matcher = PHC.matcher(phc);
    if (!matcher.matches()) {
      throw new IllegalStateException("A stored password hash is not Argon2id in PHC format");
    }
    return new PasswordHash(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)),
        Base64.getDecoder().decode(matcher.group(4)),
        Base64.getDecoder().decode(matcher.group(5)));
  }

  /** Whether a new hash would have the same parameters. */
  public boolean isOfToday() {
    return memory == MEMORY_KIB
        && passes == PASSES
        && lanes == LANES
        && salt.length == SALT_BYTES
        && digest.length == DIGEST_BYTES;
  }

  boolean matches(String password) {
    byte[] tried = argon2id(password, salt, memory, passes, lanes, digest.length);
    return MessageDigest.isEqual(tried, digest);
  }

  /** The PHC string. */
  String phc() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memory, passes, lanes, base64.encodeToString(salt), base64.encodeToString(digest));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PasswordHash hash && hash.phc().equals(phc());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(digest);
  }

  @Override
  public String toString() {
    return "PasswordHash[***]";
  }

  /** One password may be typed as different code points: NFKC, as NIST SP 800-63B asks. */
  private static byte[] argon2id(
      String password, byte[] salt, int memory, int passes, int lanes, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(memory)
            .withIterations(passes)
            .withParallelism(lanes)
            .withSalt(salt)
            .withBlockPool(BLOCKS.get())
            .build());
    byte[] digest = new byte[length];
    String normal = Normalizer.normalize(password, Normalizer.Form.NFKC);
    generator.generateBytes(normal.getBytes(StandardCharsets.UTF_8), digest);
    return digest;
  }
}
