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
import java.util.stream.IntStream;

/** Starts executions of all kinds at a steady pace, and keeps what was answered. */
final class RunLoad {

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PACE = Duration.ofSeconds(1);

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

  /** A job for each kind and slice of the targets. */
  void createJobs() {
    for (RunKind kind : RunKind.ALL) {
      for (int slice = 0; slice < ChaosTargets.SLICES; slice++) {
        Map<String, Object> body = job(kind, slice);
        jobs.put(
            kind.name() + slice,
            ChaosTargets.created(gateways.mustAsk(PATIENCE, api -> api.post("/jobs", body))));
      }
    }
  }

  private Map<String, Object> job(RunKind kind, int slice) {
    return Map.of(
        "name", kind.name() + "-" + slice,
        "steps",
            IntStream.range(0, kind.steps().size()).mapToObj(index -> step(kind, index)).toList(),
        "targets", Map.of("selector", "slice=" + slice),
        "parameters", List.of(Map.of("name", Ledger.RUN, "type", "string")));
  }

  private Map<String, Object> step(RunKind kind, int index) {
    LedgerWork work = kind.steps().get(index);
    Map<String, Object> step = new HashMap<>();
    step.put("name", work.name());
    step.put("type", "command");
    step.put("command", ledger.command(work, index));
    if (work.failFirst()) {
      step.put("retry", Map.of("attempts", 3, "backoffSeconds", 1, "on", List.of("command")));
    }
    if (kind.retriesLoss()) {
      step.put("onLost", "retry");
      step.put("idempotent", true);
    }
    return step;
  }

  void start() {
    pacer = Thread.ofVirtual().name("chaos-load").start(this::pace);
  }

  private void pace() {
    for (int number = 1; !stopped; number++) {
      String run = String.format(Locale.ROOT, "r%06d", number);
      RunKind kind = kind();
      int slice = random.nextInt(ChaosTargets.SLICES);
      Duration until = Duration.ofMillis(random.nextInt(500, 6000));
      clients.execute(() -> request(run, kind, slice, until));
      LockSupport.parkNanos(PACE.toNanos());
    }
  }

  private RunKind kind() {
    int die = random.nextInt(RunKind.ALL.stream().mapToInt(RunKind::weight).sum());
    for (RunKind kind : RunKind.ALL) {
      die -= kind.weight();
      if (die < 0) {
        return kind;
      }
    }
    return RunKind.ALL.getFirst();
  }

  private void request(String run, RunKind kind, int slice, Duration until) {
    String path = "/jobs/" + jobs.get(kind.name() + slice) + "/executions";
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
    requests.add(
        new RequestedRun(run, kind.steps(), kind.retriesLoss(), List.of(), id, kind.cancelled()));
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
