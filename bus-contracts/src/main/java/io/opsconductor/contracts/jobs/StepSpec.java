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

  String name();

  /** Wall-clock limit of the step; one hour when absent. */
  Integer timeoutSeconds();

  /** What is run. */
  String text();

  /** What runs it. */
  Interpreter interpreter();

  /** A line for {@code /bin/sh}. */
  record Command(String name, String command, Integer timeoutSeconds) implements StepSpec {
    public Command {
      Checks.name(name, "name");
      Checks.text(command, "command", MAX_TEXT);
      timeoutSeconds = checkedTimeout(timeoutSeconds);
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
  record Script(String name, Interpreter interpreter, String script, Integer timeoutSeconds)
      implements StepSpec {
    public Script {
      Checks.name(name, "name");
      Checks.text(script, "script", MAX_TEXT);
      interpreter = interpreter == null ? Interpreter.SH : interpreter;
      timeoutSeconds = checkedTimeout(timeoutSeconds);
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
}
