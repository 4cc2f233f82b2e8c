package io.opsconductor.contracts.executions;

import io.opsconductor.contracts.WireNamed;

/** Which of a command's two outputs. */
public enum OutputStreamName implements WireNamed {
  STDOUT,
  STDERR
}
