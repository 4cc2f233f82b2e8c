package io.opsconductor.auth.session;

import io.opsconductor.auth.account.PrincipalClient;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.RefreshRequest;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.contracts.auth.TokenPair;
import io.opsconductor.contracts.users.Principal;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rotates refresh tokens (RFC 9700 §4.14.2). A token is used up by its first use and has exactly
 * one successor for ever: whoever presents it again within {@link RefreshTokenRow#GRACE}, as a
 * client with several tabs does, gets that same successor; later, the session ends, because two
 * parties have the token. One that is shared stays for {@link RefreshTokenRow#HELD} first.
 */
public final class RefreshSession {
  private static final Logger LOG = LoggerFactory.getLogger(RefreshSession.class);

  private final Db db;
  private final SessionStore sessions;
  private final SessionEnding ending;
  private final PrincipalClient principals;
  private final RefreshToken refreshTokens;
  private final TokenPairs tokens;
  private final Clock clock;

  public RefreshSession(
      Db db,
      SessionStore sessions,
      SessionEnding ending,
      PrincipalClient principals,
      RefreshToken refreshTokens,
      TokenPairs tokens,
      Clock clock) {
    this.db = db;
    this.sessions = sessions;
    this.ending = ending;
    this.principals = principals;
    this.refreshTokens = refreshTokens;
    this.tokens = tokens;
    this.clock = clock;
  }

  public TokenPair handle(RefreshRequest request, Call call) {
    String token = request.refreshToken().reveal();
    Session session = sessions.findToken(token).orElseThrow(RefreshSession::refused).session();
    // Before the transaction, so that no connection is held while another service is asked.
    Principal user = principals.find(session.userId(), call).orElseThrow(RefreshSession::refused);
    // The refusal is thrown after the commit: it must not roll back the end of the session.
    String successor =
        db.transaction(tx -> use(tx, request, call)).orElseThrow(RefreshSession::refused);
    return tokens.pair(user, session.id(), successor);
  }

  private Optional<String> use(Tx tx, RefreshRequest request, Call call) {
    String token = request.refreshToken().reveal();
    Instant now = clock.instant();
    RefreshTokenRow row = sessions.lockToken(tx, token).orElse(null);
    if (row == null) {
      return Optional.empty();
    }
    return switch (row.use(now, Boolean.TRUE.equals(request.shared()))) {
      case KEEP -> Optional.of(token);
      case ROTATE -> Optional.of(rotate(tx, request, row, now));
      case REPEAT -> repeat(token, row);
      case REUSED -> {
        endReused(tx, call, row);
        yield Optional.empty();
      }
      case DEAD -> Optional.empty();
    };
  }

  private String rotate(Tx tx, RefreshRequest request, RefreshTokenRow row, Instant now) {
    String token = request.refreshToken().reveal();
    byte[] salt = refreshTokens.salt();
    String successor = refreshTokens.successor(token, salt);
    sessions.useToken(tx, token, salt, successor, now);
    sessions.insertToken(tx, successor, row.session().id(), now);
    sessions.seen(tx, row.session().id(), SessionClient.orUnknown(request.client()), now);
    return successor;
  }

  /** Empty when it was made under another master key: then nobody can make it again. */
  private Optional<String> repeat(String token, RefreshTokenRow row) {
    String successor = refreshTokens.successor(token, row.successorSalt());
    boolean same = MessageDigest.isEqual(RefreshToken.hash(successor), row.successorHash());
    return same ? Optional.of(successor) : Optional.empty();
  }

  private void endReused(Tx tx, Call call, RefreshTokenRow row) {
    ending.end(tx, call, row.session().id(), Session.EndReason.REFRESH_TOKEN_REUSED);
    LOG.atWarn()
        .addKeyValue("sessionId", row.session().id())
        .addKeyValue("userId", row.session().userId())
        .log("A refresh token was used twice; its session was ended");
  }

  private static OpsException refused() {
    return new OpsException(
        ErrorCode.BAD_REFRESH_TOKEN, "The refresh token is not valid, or not any more");
  }
}
