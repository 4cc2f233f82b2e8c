package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What to run. */
@Command(
    name = "job",
    aliases = "jobs",
    synopsisSubcommandLabel = "COMMAND",
    description = "What to run, with every version of it.")
final class JobCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("VERSION", "version")
          .with("STEPS", job -> String.valueOf(job.path("steps").size()))
          .with("TARGETS", JobCommands::targets)
          .withTime("UPDATED", "updatedAt")
          .with("BY", "updatedBy")
          .with("ID", "id");

  private final Cli cli;

  JobCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      description = {
        "Create the jobs of a file, or save new versions of those that differ.",
        "The file is YAML or JSON; several jobs are parted by ---."
      })
  int apply(
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "FILE",
              description = "- is standard input.")
          Path file,
      @Mixin OutputOption output) {
    String source = file.toString().equals("-") ? "standard input" : file.toString();
    List<ObjectNode> jobs =
        JobFile.parse(cli.readFile(file), source, names -> cli.lookup().targets(names));
    List<JsonNode> saved = new ArrayList<>();
    for (ObjectNode job : jobs) {
      saved.add(new JobApply(cli).save(job));
    }
    output.all(cli.terminal(), VIEW, saved);
    return Exit.OK.code();
  }

  @Command(name = "ls", aliases = "list", description = "List jobs.")
  int list(
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list("/jobs", limit));
    return Exit.OK.code();
  }

  @Command(description = "Show a job as YAML, or as -o says.")
  int get(@Parameters(paramLabel = "JOB") String job, @Mixin OutputOption output) {
    OutputFormat format = output.format == OutputFormat.TABLE ? OutputFormat.YAML : output.format;
    format.printOne(cli.terminal().out(), VIEW, cli.api().get("/jobs/" + cli.lookup().job(job)));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Run a job and follow it until it ends; without targets, on those of the job.",
        "Ctrl-C asks to cancel it; a second Ctrl-C leaves at once."
      })
  int run(
      @Parameters(paramLabel = "JOB") String job,
      @Option(
              names = {"-p", "--parameter"},
              paramLabel = "NAME=VALUE",
              description = "A parameter; may be repeated.")
          Map<String, String> parameters,
      @Option(
              names = "--if-version",
              paramLabel = "VERSION",
              description = "Start nothing if the job is at another version by now.")
          Integer version,
      @Mixin TargetOptions on,
      @Mixin FollowOptions follow) {
    String path = "/jobs/" + cli.lookup().job(job);
    ObjectNode body = Json.object();
    if (parameters != null) {
      JsonNode declared = cli.api().get(path).path("parameters");
      body.set("parameters", Values.declared(parameters, declared));
    }
    on.addTo(body, cli);
    Map<String, String> meant =
        version == null ? Map.of() : Map.of("If-Match", "\"%d\"".formatted(version));
    return follow.started(cli, cli.api().start(path + "/executions", body, meant));
  }

  @Command(name = "rm", description = "Delete jobs; what they ran stays readable.")
  int remove(@Parameters(paramLabel = "JOB", arity = "1..*") List<String> jobs) {
    for (String job : jobs) {
      cli.api().delete("/jobs/" + cli.lookup().job(job));
      cli.terminal().say("Deleted job " + job + ".");
    }
    return Exit.OK.code();
  }

  private static String targets(JsonNode job) {
    JsonNode targets = job.path("targets");
    return targets.has("selector")
        ? Json.text(targets, "selector")
        : targets.path("ids").size() + " by id";
  }
}
