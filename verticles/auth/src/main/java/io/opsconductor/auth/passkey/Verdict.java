package io.opsconductor.auth.passkey;

import java.util.Map;

/** What is thought of something that a browser sent. */
public sealed interface Verdict<T> {
  /** It is right. */
  record Accepted<T>(T value) implements Verdict<T> {}

  /**
   * It is not.
   *
   * @param details for the event
   */
  record Refused<T>(Refusal why, Map<String, ?> details) implements Verdict<T> {
    public Refused {
      details = Map.copyOf(details);
    }

    static <T> Refused<T> because(Refusal why) {
      return new Refused<>(why, Map.of());
    }
  }
}
