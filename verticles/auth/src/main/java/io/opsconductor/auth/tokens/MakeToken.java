package io.opsconductor.auth.tokens;

import io.opsconductor.auth.AuthConfig;
import io.opsconductor.auth.account.AccountClient;
import io.opsconductor.contracts.Access;
import io.opsconductor.contracts.Checks;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.SecretText;
import io.opsconductor.contracts.auth.CreateAccountToken;
import io.opsconductor.contracts.auth.CreateToken;
import io.opsconductor.contracts.auth.TokenCreated;
import io.opsconductor.contracts.auth.TokenText;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Turns;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;

/** Gives out API tokens. */
public final class MakeToken {
  private final Db db;
  private final ApiTokenStore store;
  private final Outbox outbox;
  private final AccountClient accounts;
  private final AuthConfig config;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public MakeToken(
      Db db,
      ApiTokenStore store,
      Outbox outbox,
      AccountClient accounts,
      AuthConfig config,
      Clock clock) {
    this.db = db;
    this.store = store;
    this.outbox = outbox;
    this.accounts = accounts;
    this.config = config;
    this.clock = clock;
  }

  public TokenCreated own(CreateToken request, Call call) {
    return make(request, call.user().id(), call);
  }

  /** Only in a session: what it makes would outlive the API token of the caller. */
  public TokenCreated ofAccount(CreateAccountToken request, Call call) {
    call.caller().require(Access.ownSession());
    accounts.requireEntrusted(request.accountId(), request.terms().onWhateverObjects(), call);
    return make(request.terms(), request.accountId(), call);
  }

  private TokenCreated make(CreateToken request, UUID ownerId, Call call) {
    TokenNames.check(request);
    // The database keeps microseconds: what is told is what is kept.
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    Instant end = end(request, now);
    ApiToken token =
        new ApiToken(
            Ids.next(),
            call.organizationId(),
            ownerId,
            request.name(),
            request.permissions(),
            request.scopes(),
            now,
            end,
            null,
            null,
            null);
    String text = TokenText.generate(random);
    db.transaction(
        tx -> {
          Turns.take(tx, "tokens", ownerId);
          if (!store.insert(tx, token, text, call.user().id())) {
            throw new OpsException(
                ErrorCode.TOO_MANY_TOKENS,
                "There are " + ApiTokenStore.MOST + " tokens already; revoke one first");
          }
          Map<String, Object> made = TokenFacts.named(Change.made(TokenFacts.of(token)), token);
          outbox.add(tx, call, "token.created", "token", token.id(), made);
          return token;
        });
    return new TokenCreated(
        token.id(),
        token.name(),
        new SecretText(text),
        ownerId,
        token.permissions(),
        token.scopes(),
        token.createdAt(),
        end);
  }

  /** Null when it does not end. */
  private Instant end(CreateToken request, Instant now) {
    if (request.endless()) {
      if (!config.apiTokensWithoutEnd()) {
        throw Checks.invalid("expiresAt", "must be given: tokens without an end are not allowed");
      }
      return null;
    }
    Duration longest = Duration.ofDays(config.apiTokenLongestDays());
    if (request.expiresAt() == null) {
      return now.plus(longest);
    }
    Instant end = request.expiresAt().truncatedTo(ChronoUnit.MICROS);
    if (!end.isAfter(now)) {
      throw Checks.invalid("expiresAt", "must be in the future");
    }
    if (end.isAfter(now.plus(longest))) {
      throw Checks.invalid(
          "expiresAt", "must be at most " + config.apiTokenLongestDays() + " days from now");
    }
    return end;
  }
}
