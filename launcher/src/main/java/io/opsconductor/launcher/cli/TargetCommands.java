package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The hosts to run on. */
@Command(
    name = "target",
    aliases = "targets",
    synopsisSubcommandLabel = "COMMAND",
    description = "The hosts to run on.")
final class TargetCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("HOST", "host")
          .with("PORT", "port")
          .with("TAGS", target -> View.pairs(target.path("tags")))
          .with("HOST KEY", "hostKeyFingerprint")
          .with("ID", "id");

  private static final View TEST =
      View.by("category")
          .with("OK", "ok")
          .with("CATEGORY", "category")
          .with("MS", "latencyMs")
          .with("MESSAGE", "message");

  private final Cli cli;

  TargetCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(description = "Add a target.")
  int add(
      @Parameters(paramLabel = "NAME", description = "What the target is called.") String name,
      @Option(names = "--host", description = "Name or address; default: NAME.") String host,
      @Option(names = "--port", defaultValue = "22", description = "Default: 22.") int port,
      @Option(
              names = {"-c", "--credential"},
              required = true,
              paramLabel = "CREDENTIAL",
              description = "Name or id of the credential.")
          String credential,
      @Option(names = "--tag", paramLabel = "NAME=VALUE", description = "May be repeated.")
          Map<String, String> tags,
      @Option(
              names = "--host-key",
              paramLabel = "KEY",
              description = "As in a known_hosts file: 'ssh-ed25519 AAAA…'.")
          String hostKey,
      @Option(names = "--strict", description = "Refuse a host whose key is not recorded.")
          boolean strict,
      @Mixin OutputOption output) {
    ObjectNode target =
        Json.object()
            .put("name", name)
            .put("host", host == null ? name : host)
            .put("port", port)
            .put("connection", "ssh")
            .put("credentialId", cli.lookup().credential(credential))
            .put("hostKeyPolicy", strict ? "strict" : "trust_first_use");
    if (tags != null) {
      tags.forEach(target.putObject("tags")::put);
    }
    if (hostKey != null) {
      target.put("hostKey", hostKey);
    }
    output.one(cli.terminal(), VIEW, cli.api().post("/targets", target));
    return Exit.OK.code();
  }

  @Command(
      description = {
        "Add the targets of a file, and change those that differ.",
        "The file is YAML or JSON: a list, or documents parted by ---."
      })
  int apply(
      @Option(
              names = {"-f", "--file"},
              required = true,
              paramLabel = "FILE",
              description = "- is standard input.")
          Path file,
      @Option(
              names = {"-c", "--credential"},
              paramLabel = "CREDENTIAL",
              description = "Name or id of the credential of targets that name none.")
          String credential,
      @Mixin OutputOption output) {
    List<ObjectNode> wanted =
        TargetFile.parse(
            cli.readFile(file),
            file.toString().equals("-") ? "standard input" : file.toString(),
            Optional.ofNullable(credential),
            credentialIds());
    Map<String, JsonNode> known =
        cli.api().list("/targets", 0).stream()
            .collect(Collectors.toMap(target -> Json.text(target, "name"), target -> target));
    List<JsonNode> saved = new ArrayList<>();
    for (ObjectNode target : wanted) {
      saved.add(save(target, known.get(Json.text(target, "name"))));
    }
    output.all(cli.terminal(), VIEW, saved);
    return Exit.OK.code();
  }

  /** Asks once for each name. */
  private UnaryOperator<String> credentialIds() {
    Map<String, String> known = new HashMap<>();
    return name -> known.computeIfAbsent(name, cli.lookup()::credential);
  }

  private JsonNode save(ObjectNode wanted, JsonNode current) {
    if (current == null) {
      return told(wanted, "added", cli.api().post("/targets", wanted));
    }
    if (wanted.properties().stream()
        .allMatch(field -> field.getValue().equals(current.path(field.getKey())))) {
      return told(wanted, "unchanged", current);
    }
    String path = "/targets/" + Json.text(current, "id");
    return told(wanted, "changed", cli.api().put(path, wanted, Map.of()));
  }

  private JsonNode told(JsonNode target, String what, JsonNode saved) {
    cli.terminal().say("Target " + Json.text(target, "name") + " " + what + ".");
    return saved;
  }

  @Command(name = "ls", aliases = "list", description = "List targets.")
  int list(
      @Option(
              names = {"-t", "--selector"},
              description = "Only those that match, for example env=prod and role in (web,api).")
          String selector,
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    String query = selector == null ? "" : "?selector=" + Api.encode(selector);
    output.all(cli.terminal(), VIEW, cli.api().list("/targets" + query, limit));
    return Exit.OK.code();
  }

  @Command(description = "Show a target.")
  int get(@Parameters(paramLabel = "TARGET") String target, @Mixin OutputOption output) {
    output.one(cli.terminal(), VIEW, cli.api().get(path(target)));
    return Exit.OK.code();
  }

  @Command(description = "Connect, sign in and hang up. Exits with 1 when that fails.")
  int test(@Parameters(paramLabel = "TARGET") String target, @Mixin OutputOption output) {
    JsonNode result = cli.api().post(path(target) + "/test", Json.object());
    output.one(cli.terminal(), TEST, result);
    return (result.path("ok").asBoolean() ? Exit.OK : Exit.ERROR).code();
  }

  @Command(name = "rm", description = "Delete targets that nothing uses.")
  int remove(@Parameters(paramLabel = "TARGET", arity = "1..*") List<String> targets) {
    for (String target : targets) {
      cli.api().delete(path(target));
      cli.terminal().say("Deleted target " + target + ".");
    }
    return Exit.OK.code();
  }

  @Command(
      name = "accept-host-key",
      description = {
        "Record the host key of a target in place of any other.",
        "Compare the fingerprint with the host's own: ssh-keygen -lf /etc/ssh/ssh_host_*_key.pub"
      })
  int acceptHostKey(
      @Parameters(paramLabel = "TARGET") String target,
      @Option(names = "--key", description = "This key; default: the one the host shows now.")
          String key,
      @Option(
              names = "--fingerprint",
              paramLabel = "SHA256:…",
              description = "Accept the key only if it has this fingerprint.")
          String expected,
      @Option(
              names = {"-y", "--yes"},
              description = "Do not ask.")
          boolean yes,
      @Mixin OutputOption output) {
    String path = path(target);
    String accepted = key == null ? shownKey(path) : key;
    confirm(target, HostKeys.fingerprint(accepted), expected, yes);
    JsonNode body = Json.object().put("hostKey", accepted);
    output.one(cli.terminal(), VIEW, cli.api().put(path + "/host-key", body, Map.of()));
    return Exit.OK.code();
  }

  private String shownKey(String path) {
    JsonNode result = cli.api().post(path + "/test", Json.object());
    String shown = Json.text(result, "hostKey");
    if (shown.isEmpty()) {
      throw new CliException(Exit.ERROR, "The host showed no key: " + Json.text(result, "message"));
    }
    return shown;
  }

  private void confirm(String target, String fingerprint, String expected, boolean yes) {
    if (expected != null) {
      if (!expected.equals(fingerprint)) {
        throw new CliException(
            Exit.CONFLICT, target + " has the key " + fingerprint + ", not " + expected + ".");
      }
      return;
    }
    cli.terminal().say(target + " has the key " + fingerprint);
    if (!yes) {
      Optional<String> answer = cli.terminal().ask("Accept it? Type yes");
      if (answer.isEmpty()) {
        throw CliException.usage("No terminal to ask. Use --fingerprint or --yes.");
      }
      if (!answer.get().equals("yes")) {
        throw new CliException(Exit.ERROR, "Not accepted.");
      }
    }
  }

  private String path(String target) {
    return "/targets/" + cli.lookup().target(target);
  }
}
