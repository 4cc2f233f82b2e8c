package io.opsconductor.platform.denial;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.opsconductor.contracts.EventEnvelope;
import io.opsconductor.platform.group.Background;
import io.opsconductor.platform.group.PeriodicTask;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes events of what was refused, without holding up the answer. The first refusal of somebody,
 * an operation and a thing is one event, within a second or so; all that follow within the minute
 * are one more at its end, with their count. Of somebody who tries many things the rest is told
 * without the thing, and when there are too many even for that, without the one who tried: so what
 * is stored is bounded, and every refusal is counted in some event.
 *
 * <p>Until it is written an event is in memory: what was refused in the last second before a crash
 * is not told of. Any thread may add.
 */
public final class DenialLog implements Background {
  static final Duration WINDOW = Duration.ofMinutes(1);
  static final int MOST_OF_ONE = 20;
  static final int MOST_OF_UNKNOWN = 50;
  static final int MOST = 500;
  static final int MOST_WAITING = 5_000;

  private static final Logger LOG = LoggerFactory.getLogger(DenialLog.class);
  private static final Duration INTERVAL = Duration.ofSeconds(1);
  private static final int BATCH = 200;
  private static final String NOBODY = "";

  private final String service;
  private final Clock clock;
  private final Consumer<List<EventEnvelope>> sink;
  private final Counter lost;
  private final PeriodicTask task;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Key, Window> windows = new HashMap<>();
  private final Map<String, Integer> windowsOf = new HashMap<>();
  private final ArrayDeque<EventEnvelope> waiting = new ArrayDeque<>();

  /** What makes two refusals the same. */
  private record Key(
      String type, String who, String address, String operation, String code, UUID resourceId) {
    static Key of(Denial denial) {
      Denial.Who who = denial.who();
      return new Key(
          denial.type(),
          who.id() != null ? who.id().toString() : who.isKnown() ? who.name() : NOBODY,
          who.isKnown() ? null : denial.address(),
          denial.operation(),
          denial.code(),
          denial.resourceId());
    }
  }

  /** A refusal that was told of, and those like it since. */
  private static final class Window {
    private final Instant end;
    private int repeats;
    private Instant first;
    private Instant last;
    private Denial denial;

    Window(Instant now) {
      this.end = now.plus(WINDOW);
    }

    void repeat(Denial again, Instant now) {
      first = repeats == 0 ? now : first;
      last = now;
      denial = again;
      repeats++;
    }
  }

  /**
   * The log of one service.
   *
   * @param sink stores events; may be given the same ones again after it failed
   */
  public DenialLog(
      String service, Clock clock, MeterRegistry metrics, Consumer<List<EventEnvelope>> sink) {
    this.service = service;
    this.clock = clock;
    this.sink = sink;
    this.lost =
        Counter.builder("opsconductor.denials.lost")
            .description("Refusals that no event tells of, because events could not be stored")
            .tag("service", service)
            .register(metrics);
    this.task = new PeriodicTask(service + "-denials", INTERVAL, this::flush);
  }

  @Override
  public void start() {
    task.start();
  }

  /** Tells of a refusal. Returns at once. */
  public void add(Denial denial) {
    Instant now = clock.instant();
    lock.lock();
    try {
      Denial told =
          Stream.of(denial, denial.ofAnyThing())
              .filter(this::hasRoom)
              .findFirst()
              .orElseGet(denial::ofAnybody);
      Key key = Key.of(told);
      Window window = windows.get(key);
      if (window != null) {
        window.repeat(told, now);
      } else {
        windows.put(key, new Window(now));
        windowsOf.merge(key.who(), 1, Integer::sum);
        keep(event(told, 1, now, now));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Without the thing there are only as many as there are operations. */
  private boolean hasRoom(Denial denial) {
    Key key = Key.of(denial);
    if (windows.containsKey(key)) {
      return true;
    }
    boolean exact = denial.resourceId() != null || key.address() != null;
    int most = key.who().equals(NOBODY) ? MOST_OF_UNKNOWN : MOST_OF_ONE;
    return windows.size() < MOST && (!exact || windowsOf.getOrDefault(key.who(), 0) < most);
  }

  /** Writes what there is, and ends the windows whose time is over. */
  void flush() {
    endWindows(clock.instant());
    for (List<EventEnvelope> batch = batch(); !batch.isEmpty(); batch = batch()) {
      sink.accept(batch);
      sent(batch.size());
    }
  }

  void endWindows(Instant now) {
    lock.lock();
    try {
      Iterator<Map.Entry<Key, Window>> each = windows.entrySet().iterator();
      while (each.hasNext()) {
        Map.Entry<Key, Window> next = each.next();
        Window window = next.getValue();
        if (!window.end.isAfter(now)) {
          each.remove();
          windowsOf.computeIfPresent(next.getKey().who(), (who, n) -> n > 1 ? n - 1 : null);
          if (window.repeats > 0) {
            keep(event(window.denial, window.repeats, window.first, window.last));
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void keep(EventEnvelope event) {
    if (waiting.size() < MOST_WAITING) {
      waiting.add(event);
    } else {
      lost.increment();
    }
  }

  private List<EventEnvelope> batch() {
    lock.lock();
    try {
      return waiting.stream().limit(BATCH).toList();
    } finally {
      lock.unlock();
    }
  }

  private void sent(int count) {
    lock.lock();
    try {
      for (int i = 0; i < count; i++) {
        waiting.poll();
      }
    } finally {
      lock.unlock();
    }
  }

  private EventEnvelope event(Denial denial, int count, Instant first, Instant last) {
    return DenialEvents.of(service, denial, count, first, last);
  }

  @Override
  public void close() {
    task.close();
    try {
      endWindows(Instant.MAX);
      flush();
    } catch (RuntimeException e) {
      List<EventEnvelope> left = new ArrayList<>(waiting);
      LOG.atWarn()
          .addKeyValue("service", service)
          .addKeyValue("events", left.size())
          .setCause(e)
          .log("The last refusals could not be written");
    }
  }
}
