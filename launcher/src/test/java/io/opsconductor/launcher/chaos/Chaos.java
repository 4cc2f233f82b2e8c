package io.opsconductor.launcher.chaos;

import io.opsconductor.launcher.e2e.Api;
import io.opsconductor.testkit.history.HistoryChecker;
import io.opsconductor.testkit.history.HistoryStore;
import io.opsconductor.testkit.history.Ledger;
import io.opsconductor.testkit.history.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * {@code scripts/chaos.sh}: runs three nodes under load, breaks them as the plan of a seed says,
 * and has everything checked that happened. Ends with 0 only if no promise was broken.
 */
public final class Chaos {

  private static final int USAGE = 2;
  private static final Duration LONGEST_REST = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ChaosOptions options;
  private final Path directory;

  private Chaos(ChaosOptions options, Path directory) {
    this.options = options;
    this.directory = directory;
  }

  /** Runs from the directory of the module, whose jar it starts. */
  public static void main(String[] arguments) throws IOException {
    System.exit(run(List.of(arguments)));
  }

  private static int run(List<String> arguments) throws IOException {
    if (arguments.contains("--help")) {
      System.out.print(ChaosOptions.USAGE);
      return 0;
    }
    ChaosOptions options;
    try {
      options = ChaosOptions.parse(arguments);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(ChaosOptions.USAGE);
      return USAGE;
    }
    Path directory = Files.createTempDirectory("chaos");
    System.out.println("seed       " + options.seed());
    System.out.println("directory  " + directory);
    boolean kept = new Chaos(options, directory).run();
    if (kept && !options.keep()) {
      delete(directory);
    }
    System.out.println(
        kept ? "kept       every promise" : "BROKEN     see above; the directory is left");
    return kept ? 0 : 1;
  }

  private boolean run() {
    try (ChaosTargets targets = new ChaosTargets(directory.resolve("home"), options.seed());
        ChaosCluster cluster = new ChaosCluster(directory, options.seed())) {
      // Ctrl-C leaves nothing running.
      Runtime.getRuntime().addShutdownHook(new Thread(cluster::killAll, "chaos-end"));
      cluster.start();
      Gateways gateways = new Gateways(cluster::urls);
      gateways.mustAsk(
          PATIENCE,
          api -> {
            targets.register(api);
            return api.get("/auth/me");
          });
      Ledger ledger = Ledger.create(directory.resolve("ledger"));
      RunLoad load = new RunLoad(gateways, ledger, options.seed());
      load.createJobs();
      load.start();
      try (TakeOverClock clock = new TakeOverClock(cluster)) {
        clock.start();
        FaultRunner runner = new FaultRunner(cluster, targets, clock);
        faults(cluster, runner);
        runner.mend();
        runner.say("no more requests");
        load.stop();
        awaitRest(cluster);
        System.out.printf(
            "%8d   directories of attempts left on the targets%n", targets.leftovers());
        return judge(cluster, gateways, ledger, load, runner, clock);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be read", e);
    }
  }

  private void faults(ChaosCluster cluster, FaultRunner runner) {
    if (options.points()) {
      new FaultPointRun(cluster, runner).run();
    } else {
      runner.run(plan(), options.longest());
    }
  }

  private List<FaultPlan.Entry> plan() {
    return options.takeOver()
        ? FaultPlan.killsApart(options.seed(), options.kills())
        : FaultPlan.of(options.seed(), options.kills());
  }

  /** Until every execution has ended, or it is clear that some never will. */
  private static void awaitRest(ChaosCluster cluster) throws SQLException {
    long end = System.nanoTime() + LONGEST_REST.toNanos();
    try (Connection connection = cluster.database()) {
      while (TaskWatchStore.unfinished(connection) > 0 && System.nanoTime() < end) {
        LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
      }
    }
  }

  private boolean judge(
      ChaosCluster cluster,
      Gateways gateways,
      Ledger ledger,
      RunLoad load,
      FaultRunner runner,
      TakeOverClock clock)
      throws SQLException {
    Verdict verdict;
    try (Connection connection = cluster.database()) {
      verdict =
          new HistoryChecker(
                  load.requests(),
                  ledger.marks(),
                  ChaosTargets::addressOf,
                  (execution, task, stream) -> shown(gateways, execution, task, stream))
              .check(new HistoryStore(connection));
    }
    long lost = verdict.tasks().getOrDefault("lost", 0L);
    List<String> errors = cluster.errors();
    System.out.printf(
        "done       %d kills of nodes, %d requests, %d starts of nodes that failed%n",
        runner.kills(), load.requests().size(), runner.failedStarts());
    verdict.lines().forEach(System.out::println);
    clock.takeOvers().lines().forEach(System.out::println);
    Set<UUID> late = options.points() ? Set.of() : clock.takeOvers().late();
    System.out.printf(
        "%8d   tasks without a worker for longer than %d s after one kill alone%s%n",
        late.size(),
        TakeOvers.LONGEST.toSeconds(),
        options.points() ? ", not judged" : late.isEmpty() ? "" : ": " + late);
    System.out.printf("%8d   tasks lost%s%n", lost, options.allowLost() ? ", allowed" : "");
    System.out.printf("%8d   answers that no client should get%n", load.refusals().size());
    System.out.printf("%8d   nodes that ended by themselves%n", runner.collapses().size());
    System.out.printf("%8d   errors in the logs of the nodes%n", errors.size());
    Stream.of(load.refusals(), runner.collapses(), errors)
        .flatMap(words -> words.stream().limit(5))
        .forEach(word -> System.out.println("  " + word.strip().lines().limit(3).toList()));
    return verdict.clean()
        && (lost == 0 || options.allowLost())
        && late.isEmpty()
        && load.refusals().isEmpty()
        && runner.collapses().isEmpty();
  }

  /** All of an output, page by page. */
  private static byte[] shown(Gateways gateways, UUID execution, UUID task, String stream) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      String path =
          "/executions/%s/tasks/%s/output?stream=%s&limit=1048576&offset=%d"
              .formatted(execution, task, stream, bytes.size());
      Api.Answer answer = gateways.mustAsk(PATIENCE, api -> api.get(path));
      if (answer.status() != 200) {
        throw new IllegalStateException("No output: " + answer.status() + " " + path);
      }
      if (answer.response().body().length == 0) {
        return bytes.toByteArray();
      }
      bytes.writeBytes(answer.response().body());
    }
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
