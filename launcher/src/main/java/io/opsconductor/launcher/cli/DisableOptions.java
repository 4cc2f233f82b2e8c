package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Function;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What becomes of executions that somebody started who is disabled. */
final class DisableOptions {
  @ArgGroup private Choice choice;

  /** Where neither is given a person is asked, and nothing is cancelled where there is none. */
  static final class Choice {
    @Option(
        names = "--cancel-running",
        description = "Cancel what was started and runs, as far as you may.")
    boolean cancel;

    @Option(names = "--leave-running", description = "Leave what runs alone, without asking.")
    boolean leave;
  }

  /**
   * Disables, and says what became of the executions.
   *
   * @param command that does the same, for a person to repeat
   * @param patch sends the change
   * @return as it is then
   */
  JsonNode disable(
      Terminal terminal, String who, String command, Function<ObjectNode, JsonNode> patch) {
    JsonNode after = patch.apply(change(choice != null && choice.cancel));
    JsonNode runs = after.path("runs");
    int running = runs.path("running").asInt();
    if (choice == null && running > 0 && isWanted(terminal, running, who)) {
      after = patch.apply(change(true));
      runs = after.path("runs");
    }
    tell(terminal, runs, who);
    if (runs.path("running").asInt() > 0 && !runs.has("cancelled")) {
      terminal.say("Cancel them with: " + command + " --cancel-running");
    }
    return after;
  }

  private static boolean isWanted(Terminal terminal, int running, String who) {
    String question = count(running) + " that " + who + " started still " + goes(running);
    return terminal
        .ask(question + " on. Cancel " + (running == 1 ? "it" : "them") + "? [y/N]")
        .filter(answer -> answer.equalsIgnoreCase("y") || answer.equalsIgnoreCase("yes"))
        .isPresent();
  }

  private static ObjectNode change(boolean cancel) {
    ObjectNode change = Json.object().put("enabled", false);
    return cancel ? change.put("cancelRunning", true) : change;
  }

  static void tell(Terminal terminal, JsonNode runs, String who) {
    int withdrawn = runs.path("withdrawn").asInt();
    int cancelled = runs.path("cancelled").asInt();
    int running = runs.path("running").asInt();
    if (withdrawn > 0) {
      terminal.say("Ended " + count(withdrawn) + " of " + who + " before anything of it began.");
    }
    if (cancelled > 0) {
      terminal.say("Cancelled " + count(cancelled) + " of " + who + ".");
    }
    if (running > 0) {
      terminal.say(count(running) + " of " + who + " still " + goes(running) + " on.");
    }
    if (runs.has("detail")) {
      terminal.say(runs.path("detail").asText());
    }
  }

  private static String count(int executions) {
    return executions == 1 ? "1 execution" : executions + " executions";
  }

  private static String goes(int executions) {
    return executions == 1 ? "goes" : "go";
  }
}
