package io.opsconductor.auth.session;

import io.opsconductor.auth.external.ExternalProvider;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.WireNamed;
import io.opsconductor.contracts.auth.FactorKind;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.outbox.Cause;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Begins sessions of users who proved who they are. */
public final class SessionStart {
  private final SessionStore sessions;
  private final TokenPairs tokens;
  private final Outbox outbox;
  private final Clock clock;

  /** A session whose tokens are not made yet. */
  public record Begun(Session session, String refreshToken) {}

  public SessionStart(SessionStore sessions, TokenPairs tokens, Outbox outbox, Clock clock) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * Writes a session and its event.
   *
   * @param shown the second factor; empty when none was due
   */
  public Begun begin(Tx tx, Principal user, SessionClient client, Optional<FactorKind> shown) {
    return begin(tx, user, client, shown, Optional.empty());
  }

  /** The same for somebody who showed nothing but a passkey, which is two factors. */
  public Begun beginByPasskey(Tx tx, Principal user, SessionClient client) {
    Map<String, Object> told = new HashMap<>(Map.of("passkeyAlone", true));
    return begin(tx, user, client, Optional.of(FactorKind.PASSKEY), Optional.empty(), told);
  }

  /**
   * The same for somebody whom an external directory has proved.
   *
   * @param by empty for a password of ours
   */
  public Begun begin(
      Tx tx,
      Principal user,
      SessionClient client,
      Optional<FactorKind> shown,
      Optional<ExternalProvider> by) {
    return begin(tx, user, client, shown, by, new HashMap<>());
  }

  private Begun begin(
      Tx tx,
      Principal user,
      SessionClient client,
      Optional<FactorKind> shown,
      Optional<ExternalProvider> by,
      Map<String, Object> data) {
    boolean provided = by.filter(ExternalProvider::secondFactorDone).isPresent();
    Instant now = clock.instant();
    Session session = new Session(Ids.next(), user.id(), user.organizationId());
    String refreshToken = tokens.firstRefreshToken();
    sessions.insert(
        tx, session, SessionClient.orUnknown(client), shown.isPresent() || provided, now);
    if (provided) {
      sessions.markProviderFactor(tx, session.id());
    }
    sessions.insertToken(tx, refreshToken, session.id(), now);
    data.put("userId", user.id());
    data.put("username", user.username());
    shown.ifPresent(kind -> data.put("secondFactor", WireNamed.nameOf(kind)));
    by.ifPresent(provider -> data.put("provider", provider.name()));
    Cause cause = new Cause(user.organizationId(), user.id(), user.username(), null);
    outbox.add(tx, cause, "session.started", "session", session.id(), data);
    return new Begun(session, refreshToken);
  }

  /** After the commit: what the client gets. */
  public TokenPair pair(Principal user, Begun begun) {
    return tokens.pair(user, begun.session().id(), begun.refreshToken());
  }
}
