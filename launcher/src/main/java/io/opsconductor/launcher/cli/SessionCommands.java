package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Signing in and out. */
final class SessionCommands {

  private SessionCommands() {}

  @Command(
      name = "login",
      description = {
        "Sign in to a server and keep the session for later commands.",
        "Without options it asks. OPSCONDUCTOR_USERNAME and OPSCONDUCTOR_PASSWORD (or",
        "OPSCONDUCTOR_PASSWORD_FILE) answer for scripts, OPSCONDUCTOR_OTP with a code where a",
        "second factor is due; OPSCONDUCTOR_TOKEN makes login needless.",
        "With --sso a browser on this machine signs in, with an OpenID provider of the server."
      })
  static final class Login implements Callable<Integer> {

    private final Cli cli;

    @Option(
        names = {"-u", "--username"},
        paramLabel = "NAME",
        description = "Who signs in.")
    String username;

    @Option(
        names = "--sso",
        paramLabel = "PROVIDER",
        description = "Sign in with this OpenID provider of the server, in a browser.")
    String sso;

    @Mixin SecretOptions password = new SecretOptions();

    Login(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      URI server = cli.server();
      if (sso != null && (username != null || password.isGiven())) {
        throw CliException.usage("With --sso the provider asks for name and password.");
      }
      String name = sso == null ? name() : null;
      JsonNode tokens = sso == null ? byPassword(server, name) : withSecondFactor(this::bySso);
      return keep(server, sso == null ? name : SsoLogin.username(tokens), tokens);
    }

    private JsonNode bySso() {
      return new SsoLogin(cli).tokens(sso);
    }

    private JsonNode byPassword(URI server, String name) {
      ObjectNode request =
          Json.object()
              .put("username", name)
              .put("password", secret(name + "@" + server.getAuthority()));
      return withSecondFactor(() -> cli.anonymousApi().anonymous("/auth/login", request));
    }

    private int keep(URI server, String name, JsonNode tokens) {
      Session session = Session.of(name, tokens, cli.clock().instant());
      cli.sessions()
          .locked(
              () -> {
                cli.sessions().save(server, session);
                return server;
              });
      cli.terminal().say("Signed in to " + server + " as " + name + ".");
      if (tokens.path("mfaEnrolmentRequired").asBoolean()) {
        cli.terminal().say("First set up a second factor, with: opsconductor mfa enroll");
      }
      return Exit.OK.code();
    }

    private JsonNode withSecondFactor(Supplier<JsonNode> signIn) {
      try {
        return signIn.get();
      } catch (CliException e) {
        if (!e.is("mfa_required")) {
          throw e;
        }
        String challenge = Json.text(e.problem(), "challenge");
        JsonNode factors = e.problem().path("factors");
        sayWhatToShow(factors);
        if (SecondFactorCode.isAsked(cli) && MfaCommands.has(factors, "email_code")) {
          SecondFactorCode.sayMailed(
              cli,
              cli.anonymousApi()
                  .anonymous("/auth/mfa/verify/email", Json.object().put("challenge", challenge)));
        }
        String code = SecondFactorCode.require(cli);
        return cli.anonymousApi()
            .anonymous("/auth/mfa/verify", MfaCommands.shown(code).put("challenge", challenge));
      }
    }

    private void sayWhatToShow(JsonNode factors) {
      if (!MfaCommands.has(factors, "totp") && !MfaCommands.has(factors, "email_code")) {
        cli.terminal()
            .say(
                "Only a browser can show your passkey. Here a recovery code will do, once; for"
                    + " programs there are API tokens.");
      }
    }

    private String name() {
      if (username != null) {
        return username;
      }
      return cli.terminal()
          .variable("OPSCONDUCTOR_USERNAME")
          .or(
              () ->
                  password.isGiven() ? java.util.Optional.empty() : cli.terminal().ask("User name"))
          .filter(name -> !name.isEmpty())
          .orElseThrow(() -> CliException.usage("Who signs in? Use --username."));
    }

    private String secret(String who) {
      return password.isGiven()
          ? password.read(cli, "")
          : cli.secretVariable("OPSCONDUCTOR_PASSWORD")
              .orElseGet(() -> password.read(cli, "Password of " + who));
    }
  }

  @Command(name = "logout", description = "End the session at the server and forget it here.")
  static final class Logout implements Callable<Integer> {

    private final Cli cli;

    Logout(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      URI server = cli.server();
      if (cli.hasGivenToken()) {
        throw CliException.usage(
            "The token comes from OPSCONDUCTOR_TOKEN; there is no session here to end.");
      }
      if (cli.sessions().session(server).isEmpty()) {
        cli.terminal().say("Not signed in to " + server + ".");
        return Exit.OK.code();
      }
      try {
        cli.api().post("/auth/logout", Json.object());
      } catch (CliException e) {
        if (e.exit() != Exit.AUTH) {
          throw e;
        }
      }
      cli.sessions()
          .locked(
              () -> {
                cli.sessions().remove(server);
                return server;
              });
      cli.terminal().say("Signed out of " + server + ".");
      return Exit.OK.code();
    }
  }

  @Command(name = "whoami", description = "Show who is signed in, and where.")
  static final class Whoami implements Callable<Integer> {

    private final Cli cli;

    @Mixin OutputOption output = new OutputOption();

    Whoami(Cli cli) {
      this.cli = cli;
    }

    @Override
    public Integer call() {
      URI server = cli.server();
      View view =
          View.by("username")
              .with("USERNAME", "username")
              .with("ROLES", me -> View.list(me.path("roles")))
              .with("SERVER", me -> server.toString());
      output.one(cli.terminal(), view, cli.api().get("/auth/me"));
      return Exit.OK.code();
    }
  }
}
