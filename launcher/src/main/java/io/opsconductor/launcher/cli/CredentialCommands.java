package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** How to sign in to hosts. */
@Command(
    name = "credential",
    aliases = "credentials",
    synopsisSubcommandLabel = "COMMAND",
    description = "How to sign in to hosts. Secrets are written and never read back.")
final class CredentialCommands {

  private static final View VIEW =
      View.by("name")
          .with("NAME", "name")
          .with("TYPE", "type")
          .with("USERNAME", "username")
          .with("VERSION", "version")
          .with("FINGERPRINT", "fingerprint")
          .with("ID", "id");

  enum Type {
    SSH_KEY,
    PASSWORD;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Cli cli;

  CredentialCommands(Cli cli) {
    this.cli = cli;
  }

  @Command(
      description = {
        "Add a credential.",
        "A password is asked for, or read with --password-stdin or --password-file."
      })
  int add(
      @Parameters(paramLabel = "NAME", description = "What the credential is called.") String name,
      @Option(
              names = "--type",
              description = "${COMPLETION-CANDIDATES}; default: ssh_key with --key-file.")
          Type type,
      @Option(
              names = {"-u", "--username"},
              required = true,
              paramLabel = "NAME",
              description = "Who signs in at the host.")
          String username,
      @Option(
              names = "--key-file",
              paramLabel = "FILE",
              description = "The private key, PEM or OpenSSH format; - is standard input.")
          Path keyFile,
      @Option(
              names = "--passphrase-file",
              paramLabel = "FILE",
              description = "The key's passphrase; else it is asked for when the key has one.")
          Path passphraseFile,
      @Mixin SecretOptions password,
      @Mixin OutputOption output) {
    boolean isKey = type == null ? keyFile != null : type == Type.SSH_KEY;
    if (isKey == (keyFile == null)) {
      throw CliException.usage("--key-file belongs to --type ssh_key, and is needed there.");
    }
    ObjectNode credential =
        Json.object()
            .put("name", name)
            .put("type", (isKey ? Type.SSH_KEY : Type.PASSWORD).toString())
            .put("username", username);
    if (isKey) {
      addKey(credential, keyFile, passphraseFile);
    } else {
      credential.put("password", password.read(cli, "Password of " + username));
    }
    output.one(cli.terminal(), VIEW, cli.api().post("/credentials", credential));
    return Exit.OK.code();
  }

  private void addKey(ObjectNode credential, Path keyFile, Path passphraseFile) {
    String key = cli.readFile(keyFile);
    // Reading from standard input takes the line end away, which OpenSSH's own parser wants.
    credential.put("privateKey", key.endsWith("\n") ? key : key + "\n");
    if (passphraseFile != null) {
      credential.put("passphrase", Terminal.stripLineEnd(cli.readFile(passphraseFile)));
    } else if (PrivateKeys.isEncrypted(key)) {
      credential.put(
          "passphrase",
          cli.terminal().askSecret("Passphrase of " + keyFile, "Use --passphrase-file."));
    }
  }

  @Command(name = "ls", aliases = "list", description = "List credentials, without secrets.")
  int list(
      @Option(names = "--limit", description = "At most so many.") int limit,
      @Mixin OutputOption output) {
    output.all(cli.terminal(), VIEW, cli.api().list("/credentials", limit));
    return Exit.OK.code();
  }

  @Command(name = "rm", description = "Delete credentials that no target uses.")
  int remove(@Parameters(paramLabel = "CREDENTIAL", arity = "1..*") List<String> credentials) {
    for (String credential : credentials) {
      cli.api().delete("/credentials/" + cli.lookup().credential(credential));
      cli.terminal().say("Deleted credential " + credential + ".");
    }
    return Exit.OK.code();
  }
}
