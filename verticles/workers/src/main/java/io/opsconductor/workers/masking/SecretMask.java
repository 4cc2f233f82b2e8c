package io.opsconductor.workers.masking;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.secrets.CredentialMaterial;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Finds the secrets of a task in what the task prints, in each of the {@link SecretForms}.
 * Stateless and shared by any number of streams; it holds what it hides, in memory only, and prints
 * none of it.
 *
 * <p>Values shorter than {@value #SHORTEST} bytes are not masked: they would be found everywhere. A
 * value of several lines is masked line by line; lines shorter than {@value #SHORTEST_LINE} bytes
 * only together with the line beside them, and the BEGIN and END lines of a key not at all.
 *
 * <p>This hides what a command prints inadvertently. It is no defence against who can run commands
 * and wants to see a secret: printing it reversed is enough.
 */
public final class SecretMask {

  /** In bytes; shorter values are not masked. */
  public static final int SHORTEST = 6;

  /** In bytes; a shorter line of a value of several lines is not masked by itself. */
  public static final int SHORTEST_LINE = 16;

  /** As many times the longest form may be held back where secrets overlap. */
  static final int LONGEST_CHAIN = 8;

  /** Masks nothing. */
  public static final SecretMask NONE = new SecretMask(new byte[0][]);

  private final Automaton automaton;
  private final SkipTable skips;

  private SecretMask(byte[][] sorted) {
    automaton = AutomatonBuilder.build(sorted);
    skips = SkipTable.of(sorted);
  }

  /** A mask for these values; the arrays stay the caller's. */
  public static SecretMask of(Collection<byte[]> secrets) {
    Set<String> forms = new TreeSet<>();
    for (byte[] secret : secrets) {
      SecretForms.addTo(forms, new String(secret, StandardCharsets.ISO_8859_1));
    }
    // sorted as strings of one char a byte, so by unsigned bytes
    return forms.isEmpty()
        ? NONE
        : new SecretMask(forms.stream().map(SecretForms::bytes).toArray(byte[][]::new));
  }

  /** A mask for the password, private key and passphrase of a credential, those that it has. */
  public static SecretMask of(CredentialMaterial material) {
    List<byte[]> secrets =
        Stream.of(material.password(), material.privateKey(), material.passphrase())
            .filter(Objects::nonNull)
            .map(SecretText::reveal)
            .map(text -> text.getBytes(StandardCharsets.UTF_8))
            .toList();
    return of(secrets);
  }

  /**
   * Masks one stream.
   *
   * @param sourceBegin the position of the first byte to come: 0, or a {@link Masked#sourceEnd()}
   *     of an earlier reader of the same stream
   */
  public MaskedStream stream(long sourceBegin) {
    return new MaskedStream(this, sourceBegin);
  }

  boolean isEmpty() {
    return this == NONE;
  }

  /** The most that can be found at once where no two secrets overlap, in bytes. */
  int longest() {
    return automaton.longestPattern();
  }

  /**
   * Goes on from one byte to the end, telling what is found.
   *
   * @return the state after the last byte
   */
  int scan(byte[] bytes, int from, int before, Hits hits) {
    int state = before;
    int at = from;
    while (true) {
      if (state == Automaton.ROOT) {
        at = skips.next(bytes, at);
      }
      if (at == bytes.length) {
        return state;
      }
      state = automaton.next(state, bytes[at++]);
      int found = automaton.found(state);
      if (found > 0 && hits.add(at - found, at) > LONGEST_CHAIN * longest()) {
        // Secrets that overlap without end must not hold the stream back without end. One that has
        // begun here is not found; it is the like of those that are.
        state = Automaton.ROOT;
      }
    }
  }

  /** How many of the last bytes could begin a secret. */
  int open(int state) {
    return automaton.depth(state);
  }

  @Override
  public String toString() {
    return "SecretMask[redacted]";
  }
}
