package io.opsconductor.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.jobs.ParameterSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the default of each parameter is a value that a run could give. */
final class ParameterDefaults {
  private ParameterDefaults() {}

  /** What is wrong, with pointers into the job. */
  static List<FieldError> check(List<ParameterSpec> parameters) {
    List<FieldError> errors = new ArrayList<>();
    for (int i = 0; i < parameters.size(); i++) {
      String pointer = "/parameters/" + i + "/default";
      ParameterSpec parameter = parameters.get(i);
      wrong(parameter)
          .map(rule -> "The default of " + parameter.name() + " must be " + rule)
          .ifPresent(detail -> errors.add(new FieldError(pointer, detail)));
    }
    return errors;
  }

  private static Optional<String> wrong(ParameterSpec parameter) {
    JsonNode value = parameter.defaultValue();
    if (value == null) {
      return Optional.empty();
    }
    return switch (parameter.type()) {
      case STRING -> unless(isText(value), "a text of at most 65536 characters, without NUL");
      case NUMBER -> unless(value.isNumber(), "a number");
      case BOOLEAN -> unless(value.isBoolean(), "true or false");
      case CHOICE ->
          unless(
              value.isTextual() && parameter.choices().contains(value.textValue()),
              "one of its choices");
    };
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual()
        && value.textValue().length() <= ParameterSpec.MAX_TEXT
        && value.textValue().indexOf('\0') < 0;
  }

  private static Optional<String> unless(boolean right, String rule) {
    return right ? Optional.empty() : Optional.of(rule);
  }
}
