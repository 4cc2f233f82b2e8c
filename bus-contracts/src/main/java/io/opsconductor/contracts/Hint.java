package io.opsconductor.contracts;

import java.util.Objects;

/**
 * A message to every node that listens, at most once, that says "look now". It never carries the
 * only copy of anything: who listens also looks by itself about once a second.
 *
 * @param address {@code ops.<service>.v<N>.<noun>.<past tense>}
 * @param type record that is sent as JSON
 */
public record Hint<T>(String address, Class<T> type) {
  public Hint {
    Objects.requireNonNull(address, "address");
    Objects.requireNonNull(type, "type");
  }
}
