import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Has a peer run jobs that are due in the same second, after a smaller load to warm up, in a
 * database of its own. Run from source: {@code java -cp PEERS PeerDue.java db-scheduler|quartz DATA
 * WARM_UP COUNT}. Prints the seconds from the due time until the last insert is seen, and the
 * lateness of the inserts in milliseconds, p50 and p99.
 */
public final class PeerDue {

  /** Twice six: the product has six connections a service, and two of them are at work. */
  private static final int CONNECTIONS = 12;

  private static final String DATABASE = "bench_peer";
  private static final Duration PATIENCE = Duration.ofMinutes(15);

  /** In it everything must be scheduled, and the scheduler be idle again. */
  private static final Duration LEAD = Duration.ofSeconds(15);

  private final Server server;
  private final Peer peer;

  private PeerDue(Server server, Peer peer) {
    this.server = server;
    this.peer = peer;
  }

  public static void main(String[] arguments) throws Exception {
    String name = arguments[0];
    Server server = new Server(Path.of(arguments[1]));
    server.run(
        "postgres",
        "DROP DATABASE IF EXISTS " + DATABASE,
        "CREATE DATABASE " + DATABASE,
        "CHECKPOINT");
    server.run(DATABASE, Runs.TABLE, tables(name));
    try (HikariDataSource pool = pool(server)) {
      Runs.into(pool);
      try (Peer peer = peer(name, pool)) {
        PeerDue due = new PeerDue(server, peer);
        due.run("warm", Integer.parseInt(arguments[2]));
        System.out.println(name + " " + due.run("run", Integer.parseInt(arguments[3])));
        System.out.println("# " + name + ": " + peer.words() + ", " + CONNECTIONS + " connections");
      }
    }
    server.run("postgres", "DROP DATABASE " + DATABASE);
  }

  private static Peer peer(String name, HikariDataSource pool) throws Exception {
    return switch (name) {
      case "db-scheduler" -> new DbSchedulerPeer(pool);
      case "quartz" -> new QuartzPeer(pool);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String tables(String name) throws Exception {
    if (name.equals("db-scheduler")) {
      return DbSchedulerPeer.TABLE;
    }
    try (InputStream sql = org.quartz.Scheduler.class.getResourceAsStream(QuartzPeer.TABLES)) {
      return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static HikariDataSource pool(Server server) throws Exception {
    HikariConfig settings = new HikariConfig();
    settings.setJdbcUrl(server.url(DATABASE));
    settings.setUsername(Server.USER);
    settings.setPassword(server.password());
    settings.setMaximumPoolSize(CONNECTIONS);
    return new HikariDataSource(settings);
  }

  private String run(String prefix, int count) throws Exception {
    Instant due = Instant.now().truncatedTo(ChronoUnit.SECONDS).plus(LEAD);
    peer.schedule(prefix, count, due);
    server.run(DATABASE, "VACUUM ANALYZE");
    if (Instant.now().plusSeconds(2).isAfter(due)) {
      throw new IllegalStateException("Scheduling took longer than " + LEAD);
    }
    double last = new Arrivals(server, due, count, PATIENCE).seconds(DATABASE, Runs.COUNT)[0];
    return last + " " + lateness("0.5", due) + " " + lateness("0.99", due);
  }

  private String lateness(String share, Instant due) throws Exception {
    return server.ask(DATABASE, Runs.LATENESS.formatted(share, due));
  }
}
