package io.opsconductor.launcher.cli;

import picocli.CommandLine.Command;

/** {@code opsconductor} by itself. */
@Command(
    name = "opsconductor",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Runs commands and scripts on fleets of hosts.",
      "Without a command it starts the server."
    },
    footer = {
      "",
      "Exit codes: 0 ok, 1 error, 2 usage, 3 failed on some hosts, 4 failed on all, 5 not signed"
          + " in",
      "or not allowed, 6 not found, 7 conflict, 8 time-out, 9 cancelled, 130 interrupted."
    })
final class RootCommand {}
