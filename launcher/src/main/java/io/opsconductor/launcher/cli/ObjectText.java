package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** Objects as people write them: {@code target:web-1}, {@code job:folder~/web*}. */
final class ObjectText {
  private static final Set<String> TYPES =
      Set.of("target", "job", "credential", "execution", "schedule");

  private ObjectText() {}

  /** One object by name or id, or those that a selector matches. */
  static ObjectNode parse(String text, Lookup lookup) {
    int colon = text.indexOf(':');
    String type = colon < 0 ? text : text.substring(0, colon);
    if (colon < 0 || !TYPES.contains(type) || colon == text.length() - 1) {
      throw CliException.usage(
          "'" + text + "' must be target:, job:, credential:, execution: or schedule: and which");
    }
    String which = text.substring(colon + 1);
    ObjectNode object = Json.object().put("type", type);
    return isSelector(which)
        ? object.put("selector", which)
        : object.put("id", id(type, which, lookup));
  }

  /** Of one object: {@code type:id}. */
  static String one(String text, Lookup lookup) {
    ObjectNode object = parse(text, lookup);
    if (object.has("selector")) {
      throw CliException.usage("'" + text + "' must name one object");
    }
    return Json.text(object, "type") + ":" + Json.text(object, "id");
  }

  private static boolean isSelector(String which) {
    return which.equals("*") || which.chars().anyMatch(c -> c == '=' || c == '~' || c == '(');
  }

  private static String id(String type, String which, Lookup lookup) {
    return switch (type) {
      case "target" -> lookup.target(which);
      case "job" -> lookup.job(which);
      case "credential" -> lookup.credential(which);
      case "schedule" -> lookup.schedule(which);
      default -> lookup.execution(which);
    };
  }
}
