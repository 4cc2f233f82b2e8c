package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.users.ObjectType;
import java.util.ArrayList;
import java.util.List;

/** Permissions of a token, of which {@code --on} limits those that are about such objects. */
final class TokenScopes {
  private TokenScopes() {}

  /**
   * Writes {@code permissions} and {@code scopes}.
   *
   * @param on {@code target:env=dev}, {@code job:deploy}; null for everything
   */
  static void put(ObjectNode request, List<String> permissions, List<String> on, Lookup lookup) {
    List<String> everywhere = new ArrayList<>(permissions);
    if (on != null) {
      if (permissions.contains("*")) {
        throw CliException.usage("With --on name the permissions instead of '*'.");
      }
      ArrayNode scopes = request.putArray("scopes");
      for (String one : on) {
        ObjectNode object = ObjectText.parse(one, lookup);
        ObjectType type = WireNamed.of(ObjectType.class, Json.text(object, "type"));
        List<String> limited =
            permissions.stream().filter(name -> name.contains(":") && type.covers(name)).toList();
        if (limited.isEmpty()) {
          throw CliException.usage(
              "--on " + one + " limits nothing: no permission of -p is about such objects.");
        }
        everywhere.removeAll(limited);
        scopes
            .addObject()
            .<ObjectNode>set("permissions", Json.strings(limited))
            .set("object", object);
      }
    }
    request.set("permissions", Json.strings(everywhere));
  }

  /** {@code job:read target:read@target:env=dev}. */
  static String text(JsonNode token) {
    List<String> words = new ArrayList<>();
    token.path("permissions").forEach(one -> words.add(one.asText()));
    for (JsonNode scope : token.path("scopes")) {
      JsonNode object = scope.path("object");
      String which = Json.text(object, object.has("selector") ? "selector" : "id");
      scope
          .path("permissions")
          .forEach(one -> words.add(one.asText() + "@" + Json.text(object, "type") + ":" + which));
    }
    return String.join(",", words);
  }
}
