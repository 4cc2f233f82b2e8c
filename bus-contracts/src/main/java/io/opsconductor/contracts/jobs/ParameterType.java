package io.opsconductor.contracts.jobs;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a parameter's value must be. */
public enum ParameterType {
  @JsonProperty("string")
  STRING,
  @JsonProperty("number")
  NUMBER,
  @JsonProperty("boolean")
  BOOLEAN,
  @JsonProperty("choice")
  CHOICE
}
