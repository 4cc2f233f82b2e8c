import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts a job at given rates, and reads from the live stream when each execution is at its end.
 * Run from source: {@code java -cp opsconductor.jar ExecutionRate.java URL TOKEN JOB SECONDS BAR
 * RATE…}. Stops after the first rate at which the 95th percentile is a second or more; an execution
 * that finds hundreds before it counts as endless.
 *
 * <p>An execution is started when it is due, whatever became of those before, and its time counts
 * from then.
 */
public final class ExecutionRate {

  private static final int SOCKETS = 8;
  private static final int DEADLINE_SECONDS = 120;
  private static final long NEVER = Long.MAX_VALUE / 2;

  private final Product product;
  private final String job;
  private final Map<String, CompletableFuture<String>> ends = new ConcurrentHashMap<>();
  private final Map<String, Long> endedAt = new ConcurrentHashMap<>();
  private final List<Stream> streams = new ArrayList<>();
  private volatile String latest;

  private ExecutionRate(Product product, String job) {
    this.product = product;
    this.job = job;
  }

  public static void main(String[] arguments) throws Exception {
    ExecutionRate rate = new ExecutionRate(new Product(arguments[0], arguments[1]), arguments[2]);
    int seconds = Integer.parseInt(arguments[3]);
    String bar = arguments[4];
    int[] rates =
        Arrays.stream(arguments, 5, arguments.length).mapToInt(Integer::parseInt).toArray();
    for (int i = 0; i < SOCKETS; i++) {
      rate.streams.add(rate.product.stream(rate::onMessage));
    }
    rate.run(rates[0], 10);
    System.out.println("mode seen: " + rate.mode());
    System.out.printf(
        "%-12s %10s %10s %9s %9s %9s%n",
        "started/s", "executions", "ended/s", "p50 ms", "p95 ms", "p99 ms");
    int reached = 0;
    for (int next : rates) {
      if (rate.runAndPrint(next, seconds) >= 1000) {
        break;
      }
      reached = next;
    }
    System.out.printf("highest rate with p95 < 1 s: %d/s   (%s)%n", reached, bar);
    rate.streams.forEach(Stream::close);
  }

  private double runAndPrint(int rate, int seconds) throws Exception {
    long begun = Stream.nowMicros();
    Latencies latencies = run(rate, seconds);
    double took = (Stream.nowMicros() - begun) / 1e6;
    System.out.printf(
        Locale.ROOT,
        "%-12d %10d %10.1f %9.0f %9.0f %9.0f%n",
        rate,
        latencies.count(),
        latencies.count() / took,
        latencies.percentile(50),
        latencies.percentile(95),
        latencies.percentile(99));
    return latencies.percentile(95);
  }

  private Latencies run(int rate, int seconds) throws Exception {
    Latencies latencies = new Latencies();
    List<CompletableFuture<Void>> all = new ArrayList<>();
    long begun = Stream.nowMicros();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < rate * seconds; i++) {
        long due = begun + i * 1_000_000L / rate;
        LockSupport.parkNanos(Math.max(0, due - Stream.nowMicros()) * 1000);
        Stream stream = streams.get(i % SOCKETS);
        all.add(CompletableFuture.runAsync(() -> one(stream, due, latencies), threads));
      }
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(DEADLINE_SECONDS, TimeUnit.SECONDS);
    }
    return latencies;
  }

  private void one(Stream stream, long due, Latencies latencies) {
    try {
      String id = product.post("/jobs/" + job + "/executions", Map.of()).path("id").asText();
      latest = id;
      CompletableFuture<String> end = ends.computeIfAbsent(id, any -> new CompletableFuture<>());
      stream.subscribe(id);
      String state = end.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      if (!state.equals("succeeded")) {
        throw new IllegalStateException("an execution is " + state);
      }
      latencies.add(endedAt.remove(id) - due);
      ends.remove(id);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private String mode() throws Exception {
    return product
        .get("/executions/" + latest + "/tasks?limit=1")
        .path("items")
        .path(0)
        .path("mode")
        .asText("not said");
  }

  private void onMessage(long arrived, String text) {
    try {
      JsonNode message = Product.JSON.readTree(text);
      String id = message.path("id").asText();
      switch (message.path("type").asText()) {
        case "end" -> {
          endedAt.put(id, arrived);
          ends.get(id).complete(message.path("state").asText());
        }
        case "error" -> {
          if (message.path("code").asText().equals("too_many_subscriptions")) {
            // hundreds are under way: that rate is not kept up with, however long this one takes
            endedAt.put(id, NEVER);
            ends.get(id).complete("succeeded");
          } else {
            ends.get(id).completeExceptionally(new IllegalStateException(text));
          }
        }
        default -> {}
      }
    } catch (Exception e) {
      ends.values().forEach(end -> end.completeExceptionally(e));
    }
  }
}
