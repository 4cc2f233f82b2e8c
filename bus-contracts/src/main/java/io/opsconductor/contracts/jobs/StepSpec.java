package io.opsconductor.contracts.jobs;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.opsconductor.contracts.Checks;

/** One action of a job. Steps run in order on each target; the first that fails ends the task. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(value = StepSpec.Command.class, name = "command"),
  @JsonSubTypes.Type(value = StepSpec.Script.class, name = "script")
})
public sealed interface StepSpec {
  int MAX_TEXT = 1024 * 1024;
  int DEFAULT_TIMEOUT_SECONDS = 3600;
  int MAX_TIMEOUT_SECONDS = 7 * 24 * 3600;
  int DEFAULT_PATIENCE_SECONDS = 600;
  int MAX_PATIENCE_SECONDS = 24 * 3600;

  String name();

  /** Wall-clock limit of the step; one hour when absent. */
  Integer timeoutSeconds();

  /** What is run. */
  String text();

  /** What runs it. */
  Interpreter interpreter();

  /** What becomes of an attempt whose worker fell silent; {@code reattach} when absent. */
  LostPolicy onLost();

  /** Whether running it twice does no more than running it once; false when absent. */
  Boolean idempotent();

  /**
   * How long the target of a running attempt may be out of reach before the attempt is lost; 1 to
   * 86,400, 600 when absent.
   */
  Integer patienceSeconds();

  /** Whether and when it is tried again after a failure; not when absent. */
  RetrySpec retry();

  /** A line for {@code /bin/sh}. */
  record Command(
      String name,
      String command,
      Integer timeoutSeconds,
      LostPolicy onLost,
      Boolean idempotent,
      Integer patienceSeconds,
      RetrySpec retry)
      implements StepSpec {
    public Command {
      Checks.name(name, "name");
      Checks.text(command, "command", MAX_TEXT);
      timeoutSeconds = checkedTimeout(timeoutSeconds);
      idempotent = idempotent != null && idempotent;
      onLost = checkedPolicy(onLost, idempotent);
      patienceSeconds = checkedPatience(patienceSeconds);
      retry = retry == null ? RetrySpec.none() : retry;
    }

    /** All else as when absent. */
    public Command(String name, String command, Integer timeoutSeconds) {
      this(name, command, timeoutSeconds, null, null, null, null);
    }

    @Override
    public String text() {
      return command;
    }

    @Override
    public Interpreter interpreter() {
      return Interpreter.SH;
    }
  }

  /**
   * A program for an interpreter.
   *
   * @param interpreter {@code sh} when absent
   */
  record Script(
      String name,
      Interpreter interpreter,
      String script,
      Integer timeoutSeconds,
      LostPolicy onLost,
      Boolean idempotent,
      Integer patienceSeconds,
      RetrySpec retry)
      implements StepSpec {
    public Script {
      Checks.name(name, "name");
      Checks.text(script, "script", MAX_TEXT);
      interpreter = interpreter == null ? Interpreter.SH : interpreter;
      timeoutSeconds = checkedTimeout(timeoutSeconds);
      idempotent = idempotent != null && idempotent;
      onLost = checkedPolicy(onLost, idempotent);
      patienceSeconds = checkedPatience(patienceSeconds);
      retry = retry == null ? RetrySpec.none() : retry;
    }

    /** All else as when absent. */
    public Script(String name, Interpreter interpreter, String script, Integer timeoutSeconds) {
      this(name, interpreter, script, timeoutSeconds, null, null, null, null);
    }

    @Override
    public String text() {
      return script;
    }
  }

  private static int checkedTimeout(Integer seconds) {
    return seconds == null
        ? DEFAULT_TIMEOUT_SECONDS
        : (int) Checks.range(seconds, "timeoutSeconds", 1, MAX_TIMEOUT_SECONDS);
  }

  private static LostPolicy checkedPolicy(LostPolicy policy, boolean idempotent) {
    if (policy == LostPolicy.RETRY && !idempotent) {
      throw Checks.invalid(
          "onLost", "may be retry only with idempotent: true, because the command may have run");
    }
    return policy == null ? LostPolicy.REATTACH : policy;
  }

  private static int checkedPatience(Integer seconds) {
    return seconds == null
        ? DEFAULT_PATIENCE_SECONDS
        : (int) Checks.range(seconds, "patienceSeconds", 1, MAX_PATIENCE_SECONDS);
  }
}
