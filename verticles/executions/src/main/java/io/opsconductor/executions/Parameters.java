package io.opsconductor.executions;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.jobs.ParameterSpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks the parameters of a run and gives them the form in which they reach the target: text. */
final class Parameters {
  /** Below what Linux allows one variable of an environment to have. */
  private static final int LONGEST = 100_000;

  private final List<FieldError> errors = new ArrayList<>();
  private final Map<String, String> environment = new LinkedHashMap<>();

  private Parameters() {}

  /**
   * The parameters of a job.
   *
   * @throws OpsException {@code bad_parameters} with a pointer to each
   */
  static Map<String, String> ofJob(List<ParameterSpec> specs, Map<String, JsonNode> given) {
    Parameters parameters = new Parameters();
    specs.forEach(spec -> parameters.define(spec, given.get(spec.name())));
    for (String name : new TreeMap<>(given).keySet()) {
      if (specs.stream().noneMatch(spec -> spec.name().equals(name))) {
        parameters.refuse(name, "is not a parameter of this job");
      }
    }
    return parameters.result();
  }

  /**
   * Parameters without a definition: any variable name, any scalar.
   *
   * @throws OpsException {@code bad_parameters} with a pointer to each
   */
  static Map<String, String> adHoc(Map<String, JsonNode> given) {
    Parameters parameters = new Parameters();
    new TreeMap<>(given).forEach(parameters::free);
    return parameters.result();
  }

  private void define(ParameterSpec spec, JsonNode given) {
    JsonNode value = given == null || given.isNull() ? spec.defaultValue() : given;
    if (value == null) {
      if (spec.required()) {
        refuse(spec.name(), "is required");
      }
      return;
    }
    mismatch(spec, value)
        .ifPresentOrElse(rule -> refuse(spec.name(), rule), () -> put(spec.name(), value));
  }

  private static Optional<String> mismatch(ParameterSpec spec, JsonNode value) {
    return switch (spec.type()) {
      case STRING -> unless(value.isTextual(), "must be text");
      case NUMBER -> unless(value.isNumber(), "must be a number");
      case BOOLEAN -> unless(value.isBoolean(), "must be true or false");
      case CHOICE ->
          unless(
              value.isTextual() && spec.choices().contains(value.textValue()),
              "must be one of " + String.join(", ", spec.choices()));
    };
  }

  private static Optional<String> unless(boolean right, String rule) {
    return right ? Optional.empty() : Optional.of(rule);
  }

  private void free(String name, JsonNode value) {
    try {
      ParameterSpec.checkName(name, "The name");
    } catch (OpsException e) {
      errors.add(new FieldError(pointer(name), e.getMessage()));
      return;
    }
    if (value.isTextual() || value.isNumber() || value.isBoolean()) {
      put(name, value);
    } else {
      refuse(name, "must be text, a number, true or false");
    }
  }

  private void put(String name, JsonNode value) {
    String text = value.isNumber() ? plain(value) : value.asText();
    if (text.indexOf('\0') >= 0) {
      refuse(name, "must not hold a NUL character");
    } else if (text.length() > LONGEST) {
      refuse(name, "must have at most " + LONGEST + " characters, has " + text.length());
    } else {
      environment.put(name, text);
    }
  }

  /** Without an exponent, which few programs on targets understand. */
  private static String plain(JsonNode number) {
    return number.isIntegralNumber()
        ? number.asText()
        : new BigDecimal(number.asText()).toPlainString();
  }

  private void refuse(String name, String rule) {
    errors.add(new FieldError(pointer(name), name + " " + rule));
  }

  /** RFC 6901. */
  private static String pointer(String name) {
    return "/parameters/" + name.replace("~", "~0").replace("/", "~1");
  }

  private Map<String, String> result() {
    if (errors.isEmpty()) {
      return environment;
    }
    String detail = errors.stream().map(FieldError::detail).collect(Collectors.joining("; "));
    throw new OpsException(ErrorCode.BAD_PARAMETERS, detail, errors);
  }
}
