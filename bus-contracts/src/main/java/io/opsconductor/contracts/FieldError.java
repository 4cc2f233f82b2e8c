package io.opsconductor.contracts;

import java.util.Objects;

/**
 * What is wrong with one part of a request.
 *
 * @param pointer JSON Pointer (RFC 6901) into the request, for example {@code /steps/0/command}
 * @param detail what is wrong, for a person; never an internal
 */
public record FieldError(String pointer, String detail) {
  public FieldError {
    Objects.requireNonNull(pointer, "pointer");
    Objects.requireNonNull(detail, "detail");
  }
}
