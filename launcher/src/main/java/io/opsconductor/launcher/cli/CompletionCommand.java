package io.opsconductor.launcher.cli;

import java.util.Locale;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints a completion script. */
@Command(
    name = "completion",
    description = {
      "Print a script that completes commands and options with Tab.",
      "For example: source <(opsconductor completion bash)"
    })
final class CompletionCommand implements Runnable {

  enum Shell {
    BASH,
    ZSH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Terminal terminal;

  @Spec CommandSpec spec;

  @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
  Shell shell;

  CompletionCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /** The script for bash turns on zsh's support of it by itself. */
  @Override
  public void run() {
    switch (shell) {
      case BASH, ZSH ->
          terminal.out().print(AutoComplete.bash("opsconductor", spec.root().commandLine()));
    }
    terminal.out().flush();
  }
}
