package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** What people call the objects of grants: each is asked for once. */
final class ObjectNames {
  private static final Map<String, String> PATHS =
      Map.of(
          "target", "/targets/",
          "job", "/jobs/",
          "credential", "/credentials/",
          "schedule", "/schedules/");

  private final Cli cli;
  private final Map<String, String> known = new HashMap<>();

  ObjectNames(Cli cli) {
    this.cli = cli;
  }

  /** {@code target:web-1}; with the id where the caller may not see it, or it is gone. */
  String of(JsonNode object) {
    String type = Json.text(object, "type");
    String selector = Json.text(object, "selector");
    return type + ":" + (selector.isEmpty() ? name(type, Json.text(object, "id")) : selector);
  }

  /** The name of a job; its id where the caller may not see it, or it is gone. */
  String job(String id) {
    return name("job", id);
  }

  private String name(String type, String id) {
    String path = PATHS.get(type);
    return path == null ? id : known.computeIfAbsent(id, missing -> ask(path, missing));
  }

  private String ask(String path, String id) {
    try {
      String name = Json.text(cli.api().get(path + id), "name");
      return name.isEmpty() ? id : name;
    } catch (CliException e) {
      return id;
    }
  }
}
