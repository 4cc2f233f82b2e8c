package io.opsconductor.contracts;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Turns what Jackson says into something that a caller can act on, without class names. */
final class WireErrors {
  private WireErrors() {}

  static OpsException of(IOException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof OpsException ours) {
        return e instanceof JsonMappingException at ? ours.within(pointer(at)) : ours;
      }
    }
    if (e instanceof JsonMappingException mapping) {
      String pointer = pointer(mapping);
      String detail =
          mapping.getCause() instanceof IllegalArgumentException rule && rule.getMessage() != null
              ? rule.getMessage()
              : "The value at "
                  + (pointer.isEmpty() ? "the top" : pointer)
                  + " does not have the expected form";
      return new OpsException(
          ErrorCode.MALFORMED_REQUEST, detail, List.of(new FieldError(pointer, detail)));
    }
    return new OpsException(ErrorCode.MALFORMED_REQUEST, "The body is not valid JSON");
  }

  private static String pointer(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            ref -> ref.getFieldName() != null ? ref.getFieldName() : String.valueOf(ref.getIndex()))
        .map(part -> "/" + part.replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
