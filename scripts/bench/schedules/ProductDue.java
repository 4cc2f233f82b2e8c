import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/**
 * Copies of a schedule that are due in the same second. Run from source: {@code java -cp
 * opsconductor.jar ProductDue.java DATA SCHEDULE COUNT}. Prints the seconds from the due time until
 * the last row of a due time is seen to be decided, its lateness in milliseconds, p50 and p99, and
 * the seconds until the last row is seen and until the last execution began to be written. Leaves
 * neither schedules nor executions behind.
 */
public final class ProductDue {

  private static final String EXECUTIONS = "opsconductor_executions";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LEAD = Duration.ofSeconds(15);

  /** Decided, and written at all. */
  private static final String FIRES =
      "SELECT count(*) FILTER (WHERE state <> 'starting'), count(*) FROM fires WHERE due_at = ?";

  private static final String LATENESS =
      """
      SELECT percentile_disc(%s) WITHIN GROUP (ORDER BY lateness_ms) FROM fires
      WHERE due_at = '%s' AND state = 'fired'\
      """;
  private static final String NOT_FIRED =
      "SELECT count(*) FROM fires WHERE due_at = '%s' AND state <> 'fired'";
  private static final String QUEUED =
      """
      SELECT round(extract(epoch FROM max(created_at) - '%1$s'::timestamptz), 3) || ' ' || count(*)
      FROM executions WHERE schedule_due_at = '%1$s' AND state = 'queued'\
      """;

  private final Server server;
  private final Copies copies;
  private final int count;
  private final Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(LEAD);

  private ProductDue(Server server, Copies copies, int count) {
    this.server = server;
    this.copies = copies;
    this.count = count;
  }

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(Path.of(arguments[0]));
    Copies copies = new Copies(server, UUID.fromString(arguments[1]));
    ProductDue run = new ProductDue(server, copies, Integer.parseInt(arguments[2]));
    server.run("postgres", "CHECKPOINT");
    copies.make("due ", run.count, run.due);
    System.out.println("opsconductor " + run.watch());
    run.cleanUp();
  }

  private String watch() throws Exception {
    if (Instant.now().plusSeconds(2).isAfter(due)) {
      throw new IllegalStateException("Making the schedules took longer than " + LEAD);
    }
    double[] seen = new Arrivals(server, due, count, PATIENCE).seconds(Copies.DATABASE, FIRES);
    String[] queued = server.ask(EXECUTIONS, QUEUED.formatted(due)).split(" ");
    String others = server.ask(Copies.DATABASE, NOT_FIRED.formatted(due));
    if (Integer.parseInt(queued[1]) != count || !others.equals("0")) {
      throw new IllegalStateException(queued[1] + " queued, not fired: " + others);
    }
    return seen[0]
        + " "
        + lateness("0.5")
        + " "
        + lateness("0.99")
        + " "
        + seen[1]
        + " "
        + queued[0];
  }

  private String lateness(String share) throws Exception {
    return server.ask(Copies.DATABASE, LATENESS.formatted(share, due));
  }

  /** The next round finds what this one found: no executions, nothing left to tell others. */
  private void cleanUp() throws Exception {
    copies.remove();
    server.run(EXECUTIONS, "TRUNCATE executions CASCADE", "VACUUM ANALYZE");
    Instant end = Instant.now().plus(PATIENCE);
    while (!outboxesEmpty() && Instant.now().isBefore(end)) {
      Thread.sleep(500);
    }
  }

  private boolean outboxesEmpty() throws Exception {
    String left = "SELECT count(*) FROM outbox WHERE sent_at IS NULL";
    return server.ask(EXECUTIONS, left).equals("0")
        && server.ask(Copies.DATABASE, left).equals("0");
  }
}
