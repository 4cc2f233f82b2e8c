package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Jobs as people write them, in YAML or JSON; several in one file are parted by {@code ---}.
 *
 * <p>The fields are those of the REST interface, with short forms: a step that is a text is a
 * command, a step needs no name and no type, {@code targets} may be the text of a selector or have
 * {@code names}.
 */
final class JobFile {

  /** What the server adds when it shows a job: a job that was printed can be applied again. */
  private static final List<String> ADDED =
      List.of("id", "version", "createdAt", "updatedAt", "updatedBy");

  private JobFile() {}

  /**
   * The jobs of a file as the server wants them.
   *
   * @param source for messages
   * @param targetIds gives ids for names of targets
   */
  static List<ObjectNode> parse(String text, String source, UnaryOperator<List<String>> targetIds) {
    List<ObjectNode> jobs = new ArrayList<>();
    for (JsonNode document : Yaml.documents(text, source)) {
      if (!(document instanceof ObjectNode job) || Json.text(job, "name").isEmpty()) {
        throw new CliException(
            Exit.ERROR, source + ": document " + (jobs.size() + 1) + " is no job with a name");
      }
      jobs.add(complete(job, targetIds));
    }
    if (jobs.isEmpty()) {
      throw new CliException(Exit.ERROR, source + " holds no job");
    }
    return jobs;
  }

  /** One job, as the server wants it. */
  static ObjectNode complete(ObjectNode job, UnaryOperator<List<String>> targetIds) {
    job.remove(ADDED);
    completeSteps(job);
    completeTargets(job, targetIds);
    return job;
  }

  private static void completeSteps(ObjectNode job) {
    if (job.get("steps") instanceof ArrayNode steps) {
      for (int number = 0; number < steps.size(); number++) {
        steps.set(number, complete(steps.get(number), number + 1));
      }
    }
  }

  private static JsonNode complete(JsonNode step, int number) {
    ObjectNode complete = Json.object().put("name", "step " + number);
    if (step instanceof TextNode command) {
      return complete.put("type", "command").put("command", command.asText());
    }
    if (!(step instanceof ObjectNode given)) {
      return step;
    }
    if (given.has("command") || given.has("script")) {
      complete.put("type", given.has("command") ? "command" : "script");
    }
    return complete.setAll(given);
  }

  /** Of a job, or of a schedule. */
  static void completeTargets(ObjectNode thing, UnaryOperator<List<String>> targetIds) {
    JsonNode targets = thing.path("targets");
    if (targets instanceof TextNode selector) {
      thing.putObject("targets").put("selector", selector.asText());
    } else if (targets.path("names") instanceof ArrayNode names) {
      List<String> ids = targetIds.apply(names.valueStream().map(JsonNode::asText).toList());
      thing.putObject("targets").set("ids", Json.strings(ids));
    }
  }
}
