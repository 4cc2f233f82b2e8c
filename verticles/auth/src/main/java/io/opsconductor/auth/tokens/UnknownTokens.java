package io.opsconductor.auth.tokens;

import io.opsconductor.auth.slowdown.AddressPrefix;
import io.opsconductor.auth.slowdown.Tally;
import io.opsconductor.auth.slowdown.TallyStore;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.Ids;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.auth.SessionClient;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.outbox.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Slows down those who come with API tokens that are not good, by their network, as those who guess
 * passwords. Only the refusal is another: a good token is never held up, so that a neighbour with a
 * bad one locks nobody out. While a network has to wait, a refusal costs one row and writes none.
 */
public final class UnknownTokens {
  private final Db db;
  private final TallyStore tallies;
  private final Outbox outbox;
  private final Clock clock;

  /** Why a token was refused; told to the operators by the event, never to the caller. */
  enum Reason {
    UNKNOWN,
    EXPIRED,
    REVOKED
  }

  public UnknownTokens(Db db, TallyStore tallies, Outbox outbox, Clock clock) {
    this.db = db;
    this.tallies = tallies;
    this.outbox = outbox;
    this.clock = clock;
  }

  /**
   * What a client is told that came with such a token.
   *
   * @param known empty when there never was one
   */
  OpsException refusal(Optional<ApiToken> known, Reason reason, SessionClient client) {
    String network = AddressPrefix.of(client == null ? null : client.address());
    String key = "token:" + network;
    Instant now = clock.instant();
    Duration wait =
        tallies
            .find(List.of(key))
            .getOrDefault(key, Tally.NONE)
            .waitsStill(Tally.Measure.NETWORK, now);
    if (wait.isPositive()) {
      return new OpsException(
              ErrorCode.SIGN_IN_SLOWED,
              "Too many API tokens from this network were not valid; wait before the next attempt")
          .retryAfter(wait);
    }
    count(key, network, known, reason, now);
    return refused();
  }

  public static OpsException refused() {
    return new OpsException(
        ErrorCode.UNAUTHENTICATED, "The API token is not valid, or not any more");
  }

  private void count(
      String key, String network, Optional<ApiToken> known, Reason reason, Instant now) {
    UUID organization = known.map(ApiToken::organizationId).orElse(Ids.DEFAULT_ORGANIZATION);
    UUID id = known.map(ApiToken::id).orElse(null);
    Map<String, ?> data =
        Map.of("reason", reason.name().toLowerCase(Locale.ROOT), "network", network);
    db.transaction(
        tx -> {
          tallies.count(tx, key, Tally.Measure.NETWORK, now);
          outbox.add(tx, organization, "token.refused", "token", id, data);
          return key;
        });
  }
}
