package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.WireNamed;

/** What a parameter's value must be. */
public enum ParameterType implements WireNamed {
  STRING,
  NUMBER,
  BOOLEAN,
  CHOICE
}
