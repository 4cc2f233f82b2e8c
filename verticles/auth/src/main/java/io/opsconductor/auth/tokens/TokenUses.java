package io.opsconductor.auth.tokens;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes when and from where API tokens are used, and writes it down apart from the requests, at
 * most once a minute a token. What was not written when the process ends is not known later.
 */
public final class TokenUses {
  /** How often {@link #write} is to be called. */
  public static final Duration INTERVAL = Duration.ofSeconds(2);

  private static final Duration BETWEEN_WRITES = Duration.ofMinutes(1);

  /** Uses of more tokens than this within a minute are not noted. */
  private static final int MOST = 10_000;

  private final ApiTokenStore store;
  private final Map<UUID, Use> uses = new ConcurrentHashMap<>();

  /**
   * The last use of a token.
   *
   * @param writtenAt when one was last written; null when none was
   * @param written whether this one was
   */
  private record Use(Instant at, String from, Instant writtenAt, boolean written) {
    boolean isDue(Instant now) {
      return !written && (writtenAt == null || !now.isBefore(writtenAt.plus(BETWEEN_WRITES)));
    }

    boolean isOver(Instant now) {
      return written && !now.isBefore(writtenAt.plus(BETWEEN_WRITES));
    }
  }

  public TokenUses(ApiTokenStore store) {
    this.store = store;
  }

  public void note(UUID tokenId, Instant at, String from) {
    if (uses.size() < MOST || uses.containsKey(tokenId)) {
      uses.compute(
          tokenId, (id, last) -> new Use(at, from, last == null ? null : last.writtenAt, false));
    }
  }

  /** Writes what is due, and forgets what needs no holding back any more. */
  public void write(Instant now) {
    for (Map.Entry<UUID, Use> entry : Map.copyOf(uses).entrySet()) {
      Use use = entry.getValue();
      if (use.isDue(now)) {
        store.used(entry.getKey(), use.at, use.from);
        // A use that was noted meanwhile waits for its own time.
        uses.computeIfPresent(
            entry.getKey(), (id, last) -> new Use(last.at, last.from, now, last.equals(use)));
      } else if (use.isOver(now)) {
        uses.remove(entry.getKey(), use);
      }
    }
  }
}
