import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Has targets print lines that say when they were written, and reads them from the live stream. Run
 * from source: {@code java -cp opsconductor.jar OutputRate.java URL TOKEN WRITER RATE SECONDS
 * LINES}.
 *
 * <p>RATE is that of the paced rounds, of SECONDS each; LINES is what the others print, as fast as
 * it goes. Every line must come once and in order, and must be stored.
 */
public final class OutputRate {

  private static final int LINE = 80;
  private static final int DEADLINE_SECONDS = 300;

  private final Product product;
  private final String writer;
  private final Map<String, Target> targets = new HashMap<>();
  private final CompletableFuture<String> ended = new CompletableFuture<>();
  private final Latencies latencies = new Latencies();
  private long firstWritten = Long.MAX_VALUE;
  private long lastArrived;

  private OutputRate(Product product, String writer) {
    this.product = product;
    this.writer = writer;
  }

  public static void main(String[] arguments) throws Exception {
    Product product = new Product(arguments[0], arguments[1]);
    String writer = arguments[2];
    int rate = Integer.parseInt(arguments[3]);
    int seconds = Integer.parseInt(arguments[4]);
    int lines = Integer.parseInt(arguments[5]);
    new OutputRate(product, writer).run("one", 1, rate, rate * 8);
    String id = new OutputRate(product, writer).run("ten", 10, rate / 10, rate / 10 * 8);
    System.out.println("mode seen: " + mode(product, id));
    System.out.printf(
        "%-34s %10s %10s %9s %9s %9s%n", "", "lines", "lines/s", "p50 ms", "p95 ms", "p99 ms");
    for (Map.Entry<String, Integer> group : List.of(Map.entry("one", 1), Map.entry("ten", 10))) {
      int count = group.getValue();
      String who = count + (count == 1 ? " target, " : " targets, ");
      OutputRate paced = new OutputRate(product, writer);
      paced.run(group.getKey(), count, rate / count, rate / count * seconds);
      paced.print(who + rate + " lines/s", " (required: p95 <= 500)");
      OutputRate flood = new OutputRate(product, writer);
      flood.run(group.getKey(), count, 0, lines / count);
      flood.print(who + "as fast as it goes", " (required: 20000 lines/s, aim 100000)");
    }
    System.out.printf("%-34s %10s %10d%n", "AWX (published, not measured)", "", 1630);
  }

  private String run(String tag, int count, int rate, int lines) throws Exception {
    try (Stream stream = product.stream(this::onMessage)) {
      String id =
          product
              .post(
                  "/executions",
                  Map.of(
                      "command",
                      "exec perl '" + writer + "' " + rate + " " + lines,
                      "targets",
                      Map.of("selector", tag + "=yes")))
              .path("id")
              .asText();
      stream.subscribe(id);
      String state = ended.get(DEADLINE_SECONDS, TimeUnit.SECONDS);
      check(state.equals("succeeded"), "the execution is " + state);
      check(targets.size() == count, targets.size() + " targets printed something");
      for (Map.Entry<String, Target> target : targets.entrySet()) {
        check(target.getValue().lines == lines, target.getValue().lines + " lines arrived");
        String stored =
            "/executions/%s/tasks/%s/output?offset=%d&limit=99"
                .formatted(id, target.getKey(), (long) lines * LINE - 7);
        check(product.length(stored) == 7, "the stored output has another length");
      }
      return id;
    }
  }

  private static String mode(Product product, String id) throws Exception {
    return product
        .get("/executions/" + id + "/tasks?limit=1")
        .path("items")
        .path(0)
        .path("mode")
        .asText("not said");
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }

  private void print(String name, String bar) {
    System.out.printf(
        Locale.ROOT,
        "%-34s %10d %10.0f %9.1f %9.1f %9.1f %s%n",
        name,
        latencies.count(),
        latencies.count() * 1e6 / (lastArrived - firstWritten),
        latencies.percentile(50),
        latencies.percentile(95),
        latencies.percentile(99),
        bar);
  }

  private void onMessage(long arrived, String text) {
    try {
      JsonNode message = Product.JSON.readTree(text);
      switch (message.path("type").asText()) {
        case "output" ->
            targets
                .computeIfAbsent(message.path("taskId").asText(), id -> new Target())
                .read(arrived, message.path("data").asText());
        case "end" -> ended.complete(message.path("state").asText());
        case "error" -> ended.completeExceptionally(new IllegalStateException(text));
        default -> {}
      }
    } catch (Exception e) {
      ended.completeExceptionally(e);
    }
  }

  /** What came of one target; lines are cut anywhere. */
  private final class Target {
    private final StringBuilder rest = new StringBuilder();
    private long lines;

    void read(long arrived, String data) {
      rest.append(data);
      int at = 0;
      for (; at + LINE <= rest.length(); at += LINE) {
        long written = Long.parseLong(rest, at, at + 16, 10);
        check(Long.parseLong(rest, at + 17, at + 27, 10) == lines, "line " + lines + " is missing");
        lines++;
        latencies.add(arrived - written);
        firstWritten = Math.min(firstWritten, written);
      }
      rest.delete(0, at);
      lastArrived = arrived;
    }
  }
}
