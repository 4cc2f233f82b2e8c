package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.Checks;

/**
 * How long the log of an execution is kept, with all output.
 *
 * @param days from its end, at most 36,500; 0 for ever; what the installation has configured when
 *     absent. Logs are removed together by the week in which their executions began, so one may
 *     stay longer
 */
public record RetentionSpec(Integer days) {
  public static final int MOST = 36_500;

  public RetentionSpec {
    if (days != null) {
      Checks.range(days, "days", 0, MOST);
    }
  }
}
