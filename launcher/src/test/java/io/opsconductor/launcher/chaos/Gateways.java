package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Api;
import io.opsconductor.launcher.e2e.Node;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;

/** A client that does not give up: what one gateway does not answer, it asks another one. */
final class Gateways {

  private static final Duration PAUSE = Duration.ofMillis(250);

  private final Supplier<List<String>> urls;
  private volatile Api session;

  Gateways(Supplier<List<String>> urls) {
    this.urls = urls;
  }

  /**
   * Asks until somebody answers what is no word of trouble.
   *
   * @param request may be made several times, also when it was carried out already
   * @return empty when nobody did in time, so that it is not known whether it was carried out
   */
  Optional<Api.Answer> ask(Duration patience, Function<Api, Api.Answer> request) {
    long end = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < end) {
      List<String> up = urls.get();
      if (!up.isEmpty()) {
        Optional<Api.Answer> answer =
            once(up.get(ThreadLocalRandom.current().nextInt(up.size())), request);
        if (answer.isPresent()) {
          return answer;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return Optional.empty();
  }

  private Optional<Api.Answer> once(String url, Function<Api, Api.Answer> request) {
    try {
      if (session == null) {
        session = Api.login(url, "admin", Node.PASSWORD);
      }
      Api.Answer answer = request.apply(session.at(url));
      if (answer.status() == 401) {
        session = null;
      }
      return answer.status() >= 500 || answer.status() == 429 || answer.status() == 401
          ? Optional.empty()
          : Optional.of(answer);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    } catch (IllegalStateException e) {
      // the sign-in was not answered well
      return Optional.empty();
    }
  }

  /** As {@link #ask}, and it must be answered. */
  Api.Answer mustAsk(Duration patience, Function<Api, Api.Answer> request) {
    return ask(patience, request)
        .orElseThrow(() -> new IllegalStateException("No gateway answered within " + patience));
  }
}
