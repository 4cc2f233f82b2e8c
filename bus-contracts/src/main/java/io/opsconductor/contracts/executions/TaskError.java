package io.opsconductor.contracts.executions;

import java.util.Objects;

/**
 * Why a task did not succeed.
 *
 * @param category one of {@code connection authentication host_key timeout command cancelled lost
 *     internal}
 * @param message for a person
 */
public record TaskError(String category, String message) {
  public TaskError {
    Objects.requireNonNull(category, "category");
    Objects.requireNonNull(message, "message");
  }
}
