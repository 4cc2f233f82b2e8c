package io.opsconductor.contracts.users;

import io.opsconductor.contracts.Checks;

/**
 * What became of the executions that a user or service account had started, when it was disabled.
 *
 * @param withdrawn how many were ended because nothing of them had begun; null when executions did
 *     not answer: they end before they begin all the same
 * @param running how many go on that nobody told to end; null when that is not known
 * @param cancelled how many were told to end; null when that was not asked for
 * @param detail what could not be done and why; null when all was
 */
public record RunsOfDisabled(Integer withdrawn, Integer running, Integer cancelled, String detail) {
  /** Only of somebody who is disabled. */
  static void check(Boolean enabled, Boolean cancelRunning) {
    if (Boolean.TRUE.equals(cancelRunning) && !Boolean.FALSE.equals(enabled)) {
      throw Checks.invalid("cancelRunning", "goes only with \"enabled\": false");
    }
  }
}
