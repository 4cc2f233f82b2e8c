package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Api;
import io.opsconductor.testkit.history.Ledger;
import io.opsconductor.testkit.history.LedgerWork;
import io.opsconductor.testkit.history.RequestedRun;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Starts executions of all kinds at a steady pace, and keeps what was answered. */
final class RunLoad {

  /**
   * A kind of run.
   *
   * @param weight how often it is chosen
   * @param cancelled whether its end is asked for while it goes on
   */
  private record Kind(LedgerWork work, int weight, boolean cancelled) {}

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PACE = Duration.ofSeconds(1);

  private static final LedgerWork LONG = work("long", 120, 100, false, 0);
  private static final List<Kind> KINDS =
      List.of(
          new Kind(work("quick", 20, 0, false, 0), 30, false),
          new Kind(LONG, 25, false),
          new Kind(work("failing", 5, 20, false, 3), 10, false),
          new Kind(work("binary", 300, 0, true, 0), 15, false),
          new Kind(work("bulky", 20_000, 0, false, 0), 5, false),
          new Kind(new LedgerWork("retried", 10, Duration.ofMillis(20), false, 0, true), 8, false),
          new Kind(work("cancelled", 200, 100, false, 0), 7, true));

  private final Gateways gateways;
  private final Ledger ledger;
  private final SplittableRandom random;
  private final Map<String, String> jobs = new HashMap<>();
  private final List<RequestedRun> requests = new CopyOnWriteArrayList<>();
  private final List<String> refusals = new CopyOnWriteArrayList<>();
  private final ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor();
  private Thread pacer;
  private volatile boolean stopped;

  RunLoad(Gateways gateways, Ledger ledger, long seed) {
    this.gateways = gateways;
    this.ledger = ledger;
    this.random = new SplittableRandom(seed);
  }

  private static LedgerWork work(String name, int lines, int pauseMs, boolean binary, int exit) {
    return new LedgerWork(name, lines, Duration.ofMillis(pauseMs), binary, exit, false);
  }

  /** A job for each kind and slice of the targets. */
  void createJobs() {
    for (Kind kind : KINDS) {
      for (int slice = 0; slice < ChaosTargets.SLICES; slice++) {
        Map<String, Object> body = job(kind.work(), slice);
        jobs.put(
            kind.work().name() + slice,
            ChaosTargets.created(gateways.mustAsk(PATIENCE, api -> api.post("/jobs", body))));
      }
    }
  }

  private Map<String, Object> job(LedgerWork work, int slice) {
    Map<String, Object> step = new HashMap<>();
    step.put("name", work.name());
    step.put("type", "command");
    step.put("command", ledger.command(work));
    if (work.failFirst()) {
      step.put("retry", Map.of("attempts", 3, "backoffSeconds", 1, "on", List.of("command")));
    }
    return Map.of(
        "name", work.name() + "-" + slice,
        "steps", List.of(step),
        "targets", Map.of("selector", "slice=" + slice),
        "parameters", List.of(Map.of("name", Ledger.RUN, "type", "string")));
  }

  void start() {
    pacer = Thread.ofVirtual().name("chaos-load").start(this::pace);
  }

  private void pace() {
    for (int number = 1; !stopped; number++) {
      String run = String.format(Locale.ROOT, "r%06d", number);
      Kind kind = kind();
      int slice = random.nextInt(ChaosTargets.SLICES);
      Duration until = Duration.ofMillis(random.nextInt(500, 6000));
      clients.execute(() -> request(run, kind, slice, until));
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private Kind kind() {
    int die = random.nextInt(KINDS.stream().mapToInt(Kind::weight).sum());
    for (Kind kind : KINDS) {
      die -= kind.weight();
      if (die < 0) {
        return kind;
      }
    }
    return KINDS.getFirst();
  }

  private void request(String run, Kind kind, int slice, Duration until) {
    String path = "/jobs/" + jobs.get(kind.work().name() + slice) + "/executions";
    Optional<Api.Answer> answer =
        gateways.ask(
            PATIENCE,
            api ->
                api.post(
                    path,
                    Map.of("parameters", Map.of(Ledger.RUN, run)),
                    Map.of("Idempotency-Key", run)));
    Optional<UUID> id =
        answer.filter(given -> given.status() == 202).map(given -> UUID.fromString(given.id()));
    answer
        .filter(given -> given.status() != 202)
        .ifPresent(given -> refusals.add(run + ": " + given.status() + " " + given.body()));
    requests.add(new RequestedRun(run, kind.work(), List.of(), id, kind.cancelled()));
    if (kind.cancelled() && id.isPresent()) {
      LockSupport.parkNanos(until.toNanos());
      gateways.ask(PATIENCE, api -> api.post("/executions/" + id.get() + "/cancel", Map.of()));
    }
  }

  /** Starts no more, and returns when everything was answered or given up. */
  void stop() {
    stopped = true;
    try {
      pacer.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    clients.close();
  }

  /** All that was asked for. */
  List<RequestedRun> requests() {
    return new ArrayList<>(requests);
  }

  /** Answers that no client should get, whatever happens behind the gateway. */
  List<String> refusals() {
    return refusals;
  }
}
