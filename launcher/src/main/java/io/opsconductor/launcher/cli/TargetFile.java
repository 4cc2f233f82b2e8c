package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Targets as people write them, in YAML or JSON: a list, or documents parted by {@code ---}. The
 * fields are those of the REST interface; {@code credential} names a credential, {@code host} is
 * the name when it is absent.
 */
final class TargetFile {

  /** What the server adds when it shows a target: one that was printed can be applied again. */
  private static final List<String> ADDED =
      List.of("id", "hostKeyFingerprint", "createdAt", "updatedAt");

  private TargetFile() {}

  /**
   * The targets of a file as the server wants them.
   *
   * @param source for messages
   * @param credential of targets that name none
   * @param credentialId gives the id for a name
   */
  static List<ObjectNode> parse(
      String text, String source, Optional<String> credential, UnaryOperator<String> credentialId) {
    List<ObjectNode> targets = new ArrayList<>();
    for (JsonNode document : Yaml.documents(text, source)) {
      for (JsonNode item : document.isArray() ? document : Json.array(List.of(document))) {
        if (!(item instanceof ObjectNode target) || Json.text(item, "name").isEmpty()) {
          throw new CliException(
              Exit.ERROR, source + ": entry " + (targets.size() + 1) + " is no target with a name");
        }
        targets.add(complete(target, source, credential, credentialId));
      }
    }
    if (targets.isEmpty()) {
      throw new CliException(Exit.ERROR, source + " holds no target");
    }
    return targets;
  }

  private static ObjectNode complete(
      ObjectNode target,
      String source,
      Optional<String> credential,
      UnaryOperator<String> credentialId) {
    target.remove(ADDED);
    if (!target.has("host")) {
      target.put("host", Json.text(target, "name"));
    }
    String named = Json.text(target, "credential");
    target.remove("credential");
    if (!named.isEmpty()) {
      target.put("credentialId", credentialId.apply(named));
    } else if (!target.has("credentialId")) {
      String name = Json.text(target, "name");
      target.put(
          "credentialId",
          credential
              .map(credentialId)
              .orElseThrow(
                  () ->
                      CliException.usage(
                          source + ": " + name + " has no credential; give --credential.")));
    }
    return target;
  }
}
