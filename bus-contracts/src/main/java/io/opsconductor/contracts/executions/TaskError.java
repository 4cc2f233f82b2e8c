package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;

/**
 * Why a task or attempt did not succeed. Its JSON also says {@code retryable}.
 *
 * @param message for a person
 */
public record TaskError(ErrorClass category, String message) {
  public TaskError {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(message, "message");
  }

  /** As its category says. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean retryable() {
    return category.retryable();
  }
}
