package io.opsconductor.gateway;

import io.opsconductor.contracts.FieldError;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.math.BigInteger;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One parameter of an operation.
 *
 * @param in where it stands
 * @param integer whether it is a whole number; else it is text
 * @param schema of its value
 */
record ParameterRule(String name, In in, boolean required, boolean integer, Validator schema) {
  /** Where a parameter stands. */
  enum In {
    PATH,
    QUERY,
    HEADER;

    String pointer(String name) {
      return switch (this) {
        case PATH -> "/path/" + name;
        case QUERY -> "/query/" + name;
        case HEADER -> "/header/" + name;
      };
    }
  }

  private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,30}");

  String pointer() {
    return in.pointer(name);
  }

  /** What is wrong with the value; empty when nothing is. */
  List<FieldError> check(String value) {
    if (value == null) {
      return required ? List.of(new FieldError(pointer(), name + " is missing")) : List.of();
    }
    if (integer && !INTEGER.matcher(value).matches()) {
      return List.of(new FieldError(pointer(), name + " must be a whole number"));
    }
    if (!PlainText.isStorable(value)) {
      return List.of(new FieldError(pointer(), name + " " + PlainText.RULE));
    }
    OutputUnit result = schema.validate(integer ? number(value) : value);
    return result.getValid() ? List.of() : SchemaErrors.at(pointer(), name, result);
  }

  private static Number number(String value) {
    BigInteger number = new BigInteger(value);
    return number.bitLength() < 64 ? number.longValue() : number;
  }
}
