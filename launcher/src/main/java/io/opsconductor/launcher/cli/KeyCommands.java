package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The keys under which access tokens are signed. */
@Command(
    name = "key",
    aliases = "keys",
    synopsisSubcommandLabel = "COMMAND",
    description = "Keys under which the server signs access tokens.")
final class KeyCommands {

  private static final View VIEW =
      View.by("kid").with("KID", "kid").with("ALG", "alg").with("KTY", "kty").with("CRV", "crv");

  private static final View ROTATED =
      View.by("keyId").with("KID", "keyId").withTime("SIGNS_FROM", "signsFrom");

  private final Cli cli;

  KeyCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(name = "ls", aliases = "list", description = "List the public keys that are accepted.")
  int list(@Mixin OutputOption output) {
    List<JsonNode> keys = new ArrayList<>();
    cli.api().get("/auth/jwks").path("keys").forEach(keys::add);
    output.all(cli.terminal(), VIEW, keys);
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Make a new key, which signs shortly after on every node.",
        "Nobody is signed out: the former keys are accepted until their last token has expired."
      })
  int rotate(@Mixin OutputOption output) {
    output.one(cli.terminal(), ROTATED, cli.api().post("/auth/keys/rotate", Json.object()));
    return Exit.OK.code();
  }
}
