package io.opsconductor.contracts.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The program on the target that runs a script. */
public enum Interpreter {
  @JsonProperty("sh")
  SH,
  @JsonProperty("bash")
  BASH,
  @JsonProperty("python")
  PYTHON,
  @JsonProperty("perl")
  PERL,
  @JsonProperty("powershell")
  POWERSHELL
}
