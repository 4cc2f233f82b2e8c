package io.opsconductor.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * A value that must not be printed. It travels as a plain JSON string and shows as {@code ***}
 * everywhere else.
 */
public record SecretText(@JsonValue String reveal) {
  @JsonCreator
  public SecretText {
    Objects.requireNonNull(reveal, "secret");
  }

  @Override
  public String toString() {
    return "***";
  }
}
