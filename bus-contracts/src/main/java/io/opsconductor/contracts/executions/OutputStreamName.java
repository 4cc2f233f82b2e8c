package io.opsconductor.contracts.executions;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which of a command's two outputs. */
public enum OutputStreamName {
  @JsonProperty("stdout")
  STDOUT,
  @JsonProperty("stderr")
  STDERR
}
