package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;

/** What every command works with: the terminal, and the server that was chosen. */
final class Cli {

  static final String DEFAULT_URL = "http://127.0.0.1:8080";

  private final Terminal terminal;
  private final SessionFile sessions;
  private final Clock clock;
  private String url;
  private String authority;
  private Api api;

  Cli(Terminal terminal, Clock clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.sessions = SessionFile.of(terminal);
  }

  Terminal terminal() {
    return terminal;
  }

  SessionFile sessions() {
    return sessions;
  }

  Clock clock() {
    return clock;
  }

  /** The option {@code --url}; goes before everything else. */
  void chooseUrl(String chosen) {
    url = chosen;
  }

  /** The option {@code --ca-cert}; goes before the environment. */
  void chooseAuthority(String file) {
    authority = file;
  }

  private HttpClient client(URI server) {
    return Api.client(
        server,
        Optional.ofNullable(authority).or(() -> terminal.variable(Trust.VARIABLE)).map(Path::of));
  }

  /** The chosen server: option, environment, last sign-in, default. */
  URI server() {
    return parseUrl(
        Optional.ofNullable(url)
            .or(() -> terminal.variable("OPSCONDUCTOR_URL"))
            .or(sessions::currentUrl)
            .orElse(DEFAULT_URL));
  }

  Api api() {
    if (api == null) {
      URI server = server();
      HttpClient http = client(server);
      api = new Api(server, http, givenToken().orElseGet(() -> sessionTokens(server, http)));
    }
    return api;
  }

  /** A server without any sign-in. */
  Api anonymousApi() {
    URI server = server();
    return new Api(server, client(server), new Tokens.Fixed(""));
  }

  Lookup lookup() {
    return new Lookup(api());
  }

  boolean hasGivenToken() {
    return givenToken().isPresent();
  }

  private Optional<Tokens> givenToken() {
    return secretVariable("OPSCONDUCTOR_TOKEN").map(Tokens.Fixed::new);
  }

  private Tokens sessionTokens(URI server, HttpClient http) {
    Api anonymous = new Api(server, http, new Tokens.Fixed(""));
    return new SessionTokens(
        server,
        sessions,
        clock,
        request -> anonymous.anonymous("/auth/refresh", request),
        token -> stepUp(new Api(server, http, new Tokens.Fixed(token))));
  }

  private Optional<JsonNode> stepUp(Api api) {
    terminal.say("This needs your second factor again.");
    if (SecondFactorCode.isAsked(this) && MfaCommands.isMailed(api.get("/auth/mfa"))) {
      SecondFactorCode.sayMailed(this, api.post("/auth/mfa/step-up/email", Json.object()));
    }
    return SecondFactorCode.find(this)
        .map(code -> api.post("/auth/mfa/step-up", MfaCommands.shown(code)));
  }

  /** The variable, or the content of the file that {@code <name>_FILE} names. */
  Optional<String> secretVariable(String name) {
    return terminal
        .variable(name)
        .or(() -> terminal.variable(name + "_FILE").map(file -> readFile(Path.of(file)).strip()));
  }

  /** Text of a file; {@code -} is standard input. */
  String readFile(Path file) {
    if (file.toString().equals("-")) {
      return terminal.readInput();
    }
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new CliException(Exit.ERROR, file + " cannot be read: " + reason(e), e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException missing -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      case java.nio.charset.MalformedInputException malformed -> "it is not UTF-8 text";
      default -> String.valueOf(e.getMessage());
    };
  }

  static URI parseUrl(String text) {
    String trimmed = text.replaceFirst("/+$", "").replaceFirst("/api/v1$", "");
    try {
      URI parsed = URI.create(trimmed);
      boolean http = "http".equals(parsed.getScheme()) || "https".equals(parsed.getScheme());
      if (http && parsed.getHost() != null && parsed.getUserInfo() == null) {
        return parsed;
      }
    } catch (IllegalArgumentException e) {
      throw new CliException(Exit.USAGE, notUrl(text), e);
    }
    throw CliException.usage(notUrl(text));
  }

  private static String notUrl(String text) {
    return "'" + text + "' is not the URL of a server, like " + DEFAULT_URL;
  }
}
