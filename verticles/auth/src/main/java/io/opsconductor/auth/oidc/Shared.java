package io.opsconductor.auth.oidc;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A value that is fetched from elsewhere, by one for all who want it at the time, and kept. When it
 * cannot be fetched anew the old one goes on for a while.
 */
final class Shared<T> {
  /** After which it is fetched anew. */
  static final Duration FRESH = Duration.ofHours(1);

  /** Until which an old one is better than none. */
  static final Duration USABLE = Duration.ofHours(24);

  /** Between two fetches that are asked for before their time. */
  static final Duration SHORTEST = Duration.ofSeconds(10);

  private final Clock clock;
  private T value;
  private Instant fetchedAt = Instant.MIN;
  private Instant triedAt = Instant.MIN;
  private Future<T> fetching;

  Shared(Clock clock) {
    this.clock = clock;
  }

  /** The value; an old one when there is no new one to be had. */
  T get(Supplier<T> fetch) {
    Instant now = clock.instant();
    T kept;
    synchronized (this) {
      boolean wait = now.isBefore(triedAt.plus(SHORTEST)) || now.isBefore(fetchedAt.plus(FRESH));
      kept = value == null || !now.isBefore(fetchedAt.plus(USABLE)) ? null : value;
      if (kept != null && wait) {
        return kept;
      }
    }
    try {
      return fetch(fetch);
    } catch (SsoFailure e) {
      if (kept == null) {
        throw e;
      }
      return kept;
    }
  }

  /** One that was fetched after this one, unless that was tried a moment ago. */
  T after(T old, Supplier<T> fetch) {
    synchronized (this) {
      boolean tooSoon = clock.instant().isBefore(triedAt.plus(SHORTEST));
      if (fetching == null && (value != old || tooSoon)) {
        return value;
      }
    }
    return fetch(fetch);
  }

  private T fetch(Supplier<T> fetch) {
    Promise<T> own = Promise.promise();
    Future<T> others;
    synchronized (this) {
      others = fetching;
      if (others == null) {
        fetching = own.future();
        triedAt = clock.instant();
      }
    }
    return others == null ? fetch(fetch, own) : others.await();
  }

  private T fetch(Supplier<T> fetch, Promise<T> promise) {
    try {
      T fetched = fetch.get();
      synchronized (this) {
        value = fetched;
        fetchedAt = clock.instant();
        fetching = null;
      }
      promise.complete(fetched);
      return fetched;
    } catch (RuntimeException e) {
      synchronized (this) {
        fetching = null;
      }
      promise.fail(e);
      throw e;
    }
  }
}
