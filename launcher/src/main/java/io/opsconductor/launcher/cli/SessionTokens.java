package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;

/**
 * The tokens of a sign-in. They are renewed under a lock that holds between processes, and whoever
 * waited for it takes what the other got.
 */
final class SessionTokens implements Tokens {

  private final URI server;
  private final SessionFile file;
  private final Clock clock;
  private final Function<JsonNode, JsonNode> refresh;
  private final Function<String, Optional<JsonNode>> stepUp;

  /**
   * @param refresh sends the request for new tokens and gives the answer
   * @param stepUp shows a second factor under an access token and gives the answer; empty where
   *     nobody can be asked for one
   */
  SessionTokens(
      URI server,
      SessionFile file,
      Clock clock,
      Function<JsonNode, JsonNode> refresh,
      Function<String, Optional<JsonNode>> stepUp) {
    this.server = server;
    this.file = file;
    this.clock = clock;
    this.refresh = refresh;
    this.stepUp = stepUp;
  }

  @Override
  public String current() {
    Session session = file.session(server).orElseThrow(() -> signIn("You are not signed in to"));
    return session.endsSoon(clock.instant())
        ? renewed(session.accessToken())
        : session.accessToken();
  }

  @Override
  public boolean renew(String refused) {
    return !renewed(refused).equals(refused);
  }

  @Override
  public boolean stepUp(String refused) {
    Optional<JsonNode> shown = stepUp.apply(refused);
    shown.ifPresent(
        fresh ->
            file.locked(
                () -> {
                  file.session(server)
                      .ifPresent(
                          session -> file.save(server, session.withAccess(fresh, clock.instant())));
                  return server;
                }));
    return shown.isPresent();
  }

  private String renewed(String old) {
    return file.locked(
        () -> {
          Session session =
              file.session(server).orElseThrow(() -> signIn("You are no longer signed in to"));
          return session.accessToken().equals(old)
              ? refreshed(session).accessToken()
              : session.accessToken();
        });
  }

  private Session refreshed(Session session) {
    try {
      ObjectNode request = Json.object().put("refreshToken", session.refreshToken());
      Session next = Session.of(session.username(), refresh.apply(request), clock.instant());
      file.save(server, next);
      return next;
    } catch (CliException e) {
      if (e.exit() == Exit.AUTH) {
        file.remove(server);
        throw signIn("Your session has ended at");
      }
      throw e;
    }
  }

  private CliException signIn(String what) {
    return new CliException(
        Exit.AUTH, what + " " + server + ". Sign in with: opsconductor login --url " + server);
  }

  /** The stored session, if any. */
  Optional<Session> stored() {
    return file.session(server);
  }
}
