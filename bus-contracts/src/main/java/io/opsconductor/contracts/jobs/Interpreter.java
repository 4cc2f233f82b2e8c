package io.opsconductor.contracts.jobs;

import io.opsconductor.contracts.WireNamed;

/** The program on the target that runs a script. */
public enum Interpreter implements WireNamed {
  SH,
  BASH,
  PYTHON,
  PERL,
  POWERSHELL
}
