package io.opsconductor.executions;

import io.opsconductor.contracts.executions.ErrorClass;
import io.opsconductor.contracts.jobs.LostPolicy;
import io.opsconductor.contracts.jobs.RetrySpec;
import io.opsconductor.contracts.jobs.StepSpec;
import java.time.Duration;

/** What a step says of its failure and its loss, without what it runs. */
record StepPolicy(
    LostPolicy onLost, Integer timeoutSeconds, Integer patienceSeconds, RetrySpec retry) {
  StepPolicy {
    onLost = onLost == null ? LostPolicy.REATTACH : onLost;
    timeoutSeconds = timeoutSeconds == null ? StepSpec.DEFAULT_TIMEOUT_SECONDS : timeoutSeconds;
    patienceSeconds = patienceSeconds == null ? StepSpec.DEFAULT_PATIENCE_SECONDS : patienceSeconds;
    retry = retry == null ? RetrySpec.none() : retry;
  }

  /** Whether a failure of that class, after so many attempts, is followed by another attempt. */
  boolean retries(ErrorClass failure, int attempts) {
    return attempts < retry.attempts() && retry.on().contains(failure);
  }

  /** Whether a loss, after so many attempts, is followed by another attempt. */
  boolean retriesLoss(int attempts) {
    return onLost == LostPolicy.RETRY && attempts < RetrySpec.MAX_ATTEMPTS;
  }

  /** How long a command that runs on without a worker waits for one. */
  Duration orphanTime() {
    return Duration.ofSeconds(patienceSeconds + (long) timeoutSeconds);
  }
}
