package io.opsconductor.launcher.config;

import io.opsconductor.launcher.home.StartRefused;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The server's command line. */
public final class ServerOptions {

  private static final String CONFIG = "--config";
  private static final String HELP = "--help";
  private static final String VERSION = "--version";

  private final CommandLine commandLine;
  private final ParseResult result;

  private ServerOptions(CommandLine commandLine, ParseResult result) {
    this.commandLine = commandLine;
    this.result = result;
  }

  /**
   * Reads the arguments.
   *
   * @throws StartRefused with one line when one of them is unknown or wants a value
   */
  public static ServerOptions parse(String... arguments) {
    CommandLine commandLine = new CommandLine(specification());
    try {
      return new ServerOptions(commandLine, commandLine.parseArgs(arguments));
    } catch (CommandLine.UnmatchedArgumentException e) {
      throw StartRefused.usage(
          "Unknown argument "
              + e.getUnmatched().getFirst()
              + "."
              + KnownKeys.suggestion(
                  e.getUnmatched().getFirst(), commandLine.getCommandSpec().optionsMap().keySet())
              + " --help shows all.");
    } catch (CommandLine.ParameterException e) {
      throw StartRefused.usage(e.getMessage().lines().findFirst().orElse("") + ".");
    }
  }

  public boolean helpAsked() {
    return result.hasMatchedOption(HELP);
  }

  public boolean versionAsked() {
    return result.hasMatchedOption(VERSION);
  }

  /** The configuration file, if one is named. */
  public Optional<Path> file() {
    return Optional.ofNullable(result.<String>matchedOptionValue(CONFIG, null)).map(Path::of);
  }

  /** The values that were given, by path. */
  public Map<String, String> flags() {
    Map<String, String> flags = new LinkedHashMap<>();
    for (ConfigKey key : ConfigKey.ALL) {
      if (result.hasMatchedOption(key.option())) {
        flags.put(key.path(), value(key));
      }
    }
    return flags;
  }

  public void printHelp(PrintStream output) {
    commandLine.usage(output);
  }

  private String value(ConfigKey key) {
    if (key.isSwitch()) {
      return "true";
    }
    if (key.repeatable()) {
      return String.join(",", result.<List<String>>matchedOptionValue(key.option(), List.of()));
    }
    return result.matchedOptionValue(key.option(), "");
  }

  private static CommandSpec specification() {
    CommandSpec specification =
        CommandSpec.create()
            .name("java -jar opsconductor.jar")
            .addOption(
                OptionSpec.builder(CONFIG)
                    .paramLabel("FILE")
                    .type(String.class)
                    .description("Configuration file; flags and environment win over it")
                    .build());
    ConfigKey.ALL.forEach(key -> specification.addOption(option(key)));
    specification
        .addOption(
            OptionSpec.builder(HELP, "-h").usageHelp(true).description("Show this help").build())
        .addOption(
            OptionSpec.builder(VERSION, "-V")
                .versionHelp(true)
                .description("Show the version")
                .build());
    specification
        .usageMessage()
        .header(
            "Runs the OpsConductor server: every group in one process, with PostgreSQL, on"
                + " http://127.0.0.1:8080%n")
        .sortOptions(false)
        .width(110)
        .autoWidth(true)
        .optionListHeading("%n")
        .abbreviateSynopsis(true)
        .footer(
            "%nEach flag is also an environment variable: --port is OPSCONDUCTOR_PORT. Flags win"
                + " over the environment,%nthe environment over --config FILE. Secrets may be"
                + " given as OPSCONDUCTOR_… or as OPSCONDUCTOR_…_FILE.");
    return specification;
  }

  private static OptionSpec option(ConfigKey key) {
    OptionSpec.Builder option = OptionSpec.builder(key.option()).description(words(key));
    if (key.isSwitch()) {
      return option.type(boolean.class).arity("0").build();
    }
    option.paramLabel(key.label());
    return key.repeatable()
        ? option.type(List.class).auxiliaryTypes(String.class).arity("1").build()
        : option.type(String.class).arity("1").build();
  }

  private static String words(ConfigKey key) {
    boolean told = key.isSwitch() || key.standard().isEmpty();
    return key.words() + (told ? "" : " (default: " + key.standard() + ")");
  }
}
