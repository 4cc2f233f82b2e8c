package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** Asks those who are about to take roles from themselves: they could not give them back. */
final class OwnRoles {
  private OwnRoles() {}

  /**
   * Returns when it is meant, or concerns somebody else, or takes nothing away.
   *
   * @param userId whose roles are changed
   * @param roles all that the user has from then on
   * @param yes whether it was said already
   */
  static void confirm(Cli cli, String userId, List<String> roles, boolean yes) {
    if (yes) {
      return;
    }
    JsonNode me = cli.api().get("/auth/me");
    List<String> lost =
        me.path("roles")
            .valueStream()
            .map(JsonNode::asText)
            .filter(r -> !roles.contains(r))
            .toList();
    if (!Json.text(me, "id").equals(userId) || lost.isEmpty()) {
      return;
    }
    String what = "This takes from yourself: " + String.join(", ", lost) + ".";
    cli.terminal().say(what + " You may not be able to give it back.");
    Optional<String> answer = cli.terminal().ask("Go on? Type yes");
    if (answer.isEmpty()) {
      throw CliException.usage("No terminal to ask. Use --yes.");
    }
    if (!answer.get().equals("yes")) {
      throw new CliException(Exit.ERROR, "Nothing was changed.");
    }
  }
}
