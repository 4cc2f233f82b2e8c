package io.opsconductor.launcher.cli;

import picocli.CommandLine.Command;

/** The server's place in the list of commands; it reads its arguments itself. */
@Command(
    name = "server",
    description = "Start the server; also without any command. See: opsconductor server --help")
final class ServerEntry {}
