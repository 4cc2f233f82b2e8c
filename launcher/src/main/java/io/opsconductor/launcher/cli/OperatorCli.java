package io.opsconductor.launcher.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The operator's part of the command line {@code opsconductor}. */
public final class OperatorCli {

  /** What a command line may begin with that is neither a command nor meant for the server. */
  private static final Set<String> OF_THE_ROOT = Set.of("-h", "--help", "--url", Trust.OPTION);

  private OperatorCli() {}

  /**
   * Whether these arguments are the operator's. Without a command, or with {@code server}, they are
   * the server's, whose options may stand alone, as in {@code opsconductor --data DIR}.
   */
  public static boolean takes(String... arguments) {
    if (arguments.length == 0 || arguments[0].equals("server")) {
      return false;
    }
    String first = arguments[0].replaceFirst("=.*", "");
    return !first.startsWith("-") || OF_THE_ROOT.contains(first);
  }

  /** Runs a command of the operator; the exit code. */
  public static int run(String... arguments) {
    return run(Terminal.ofProcess(), Clock.systemUTC(), arguments);
  }

  static int run(Terminal terminal, Clock clock, String... arguments) {
    Commands commands = new Commands(new Cli(terminal, clock));
    return create(terminal, commands, commands.needed(arguments)).execute(arguments);
  }

  private static CommandLine create(Terminal terminal, Commands commands, List<Object> needed) {
    // It warns of a single quote in NAME=VALUE, with the value, although it takes it as it is.
    CommandLine.tracer().setLevel(CommandLine.TraceLevel.OFF);
    CommandLine root = new CommandLine(new RootCommand());
    needed.forEach(root::addSubcommand);
    addCommonOptions(root, commands.cli());
    root.setCaseInsensitiveEnumValuesAllowed(true);
    CommandLine exec = root.getSubcommands().get("exec");
    if (exec != null) {
      // What follows the remote command belongs to it: opsconductor exec -t env=prod ls -l
      exec.setStopAtPositional(true);
    }
    root.setUsageHelpWidth(100);
    root.setOut(new PrintWriter(terminal.out(), true, StandardCharsets.UTF_8));
    root.setErr(new PrintWriter(terminal.err(), true, StandardCharsets.UTF_8));
    root.setParameterExceptionHandler((e, arguments) -> refused(e, terminal));
    root.setExecutionExceptionHandler((e, command, result) -> failed(e, terminal));
    return root;
  }

  private static void addCommonOptions(CommandLine command, Cli cli) {
    CommandSpec spec = command.getCommandSpec();
    spec.addOption(
        OptionSpec.builder("--url")
            .paramLabel("URL")
            .type(String.class)
            .description("The server; also OPSCONDUCTOR_URL. Default: the last sign-in's.")
            .setter(given(cli::chooseUrl))
            .build());
    spec.addOption(
        OptionSpec.builder(Trust.OPTION)
            .paramLabel("FILE")
            .type(String.class)
            .description(
                "Certificate of the authority that is believed instead of the world's, PEM; also"
                    + " "
                    + Trust.VARIABLE
                    + ".")
            .setter(given(cli::chooseAuthority))
            .build());
    spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Show this help.")
            .build());
    command.getSubcommands().values().stream()
        .distinct()
        .forEach(subcommand -> addCommonOptions(subcommand, cli));
  }

  /** Each command resets its options before it parses; only a value that was given counts. */
  private static ISetter given(Consumer<String> choice) {
    return new ISetter() {
      @Override
      @SuppressWarnings("TypeParameterUnusedInFormals") // the interface's own signature
      public <T> T set(T value) {
        if (value != null) {
          choice.accept(value.toString());
        }
        return null;
      }
    };
  }

  private static int refused(ParameterException e, Terminal terminal) {
    terminal.say("Error: " + words(e));
    if (e instanceof UnmatchedArgumentException unmatched
        && !unmatched.getSuggestions().isEmpty()) {
      terminal.say("Did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?");
    }
    terminal.say("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return Exit.USAGE.code();
  }

  private static String words(ParameterException e) {
    boolean commandWanted = !e.getCommandLine().getSubcommands().isEmpty();
    return e instanceof UnmatchedArgumentException unmatched
            && commandWanted
            && !unmatched.isUnknownOption()
        ? "Unknown command '" + unmatched.getUnmatched().getFirst() + "'."
        : String.valueOf(e.getMessage());
  }

  private static int failed(Exception e, Terminal terminal) {
    terminal.out().flush();
    if (e instanceof CliException expected) {
      terminal.say("Error: " + expected.getMessage());
      return expected.exit().code();
    }
    terminal.say("Error: " + e);
    if (terminal.variable("OPSCONDUCTOR_CLI_DEBUG").isPresent()) {
      e.printStackTrace(terminal.err());
      terminal.err().flush();
    } else {
      terminal.say("This is a defect; OPSCONDUCTOR_CLI_DEBUG=1 shows where it happened.");
    }
    return Exit.ERROR.code();
  }
}
