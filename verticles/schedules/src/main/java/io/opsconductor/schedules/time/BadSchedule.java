package io.opsconductor.schedules.time;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.FieldError;
import io.opsconductor.contracts.OpsException;
import java.util.List;

/** Refusals of what is never due or cannot be read. */
final class BadSchedule {
  static final String EXPRESSION = "/spec/expression";

  private BadSchedule() {}

  static OpsException at(String pointer, String detail) {
    return new OpsException(
        ErrorCode.BAD_SCHEDULE, detail, List.of(new FieldError(pointer, detail)));
  }

  static OpsException inExpression(String detail) {
    return at(EXPRESSION, detail);
  }
}
