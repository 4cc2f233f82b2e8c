package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The PostgreSQL server of a data directory, shared by every launcher that names the directory.
 *
 * <p>One launcher supervises it: starts it, or adopts the one that outlived a killed launcher, and
 * starts it again when it dies. When the supervisor goes, another launcher takes over within half a
 * second. The last launcher to leave stops the server. What the server acknowledged survives the
 * death of any process.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration WATCH_INTERVAL = Duration.ofMillis(250);
  private static final Duration ANSWER_INTERVAL = Duration.ofMillis(20);
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration APPEARANCE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(8);

  private final DataDirectory data;
  private final PostgresFiles files;
  private final PostgresServer server;
  private final PostgresLocks locks;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watcher;
  private volatile int port;

  private EmbeddedPostgres(DataDirectory data, String version) {
    this.data = data;
    this.files = PostgresFiles.open(data.postgres());
    this.server = new PostgresServer(data, files, version);
    this.locks = PostgresLocks.join(files);
    this.watcher = Thread.ofPlatform().name("postgres-watch").daemon().unstarted(this::watch);
  }

  /**
   * Starts, adopts or joins the server and returns when it answers and every service has its
   * database.
   *
   * @param version version of the PostgreSQL programs that the jar carries, for example 18.6.0
   * @param services the services that own a database
   * @throws StartRefused when it cannot run here
   */
  public static EmbeddedPostgres start(
      DataDirectory data, String version, Collection<String> services) {
    EmbeddedPostgres postgres = new EmbeddedPostgres(data, version);
    try {
      postgres.open(services);
      return postgres;
    } catch (RuntimeException e) {
      postgres.locks.close();
      throw e;
    }
  }

  /** TCP port on loopback. */
  public int port() {
    return port;
  }

  /** Connections that the server accepts, over all services and nodes. */
  public int maxConnections() {
    return ServerSettings.MAX_CONNECTIONS;
  }

  /** How a service reaches its database. */
  public ServiceDatabase database(String service) {
    String name = ServiceDatabases.nameOf(service);
    return new ServiceDatabase(
        "127.0.0.1", port, name, name, ServiceDatabases.passwordOf(data, service));
  }

  /** Leaves the server, and stops it when no other launcher uses it. */
  @Override
  public void close() {
    closing.countDown();
    try {
      watcher.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    try (locks) {
      if (locks.leaveAsLast()) {
        server.stop();
      }
    }
  }

  private void open(Collection<String> services) {
    if (locks.supervise()) {
      startOrAdopt();
    }
    try (SuperuserConnection connection = awaitAnswer()) {
      connection.verify(files.data());
      ServiceDatabases.ensure(connection, data, services);
    }
    watcher.start();
  }

  private void startOrAdopt() {
    server.prepare();
    Optional<Postmaster> running = server.running();
    if (running.isPresent()) {
      LOG.atInfo()
          .addKeyValue("port", running.get().port())
          .log("Adopted the PostgreSQL that was running");
    } else {
      server.launch(
          files.port().stream().filter(FreePort::isFree).findFirst().orElseGet(FreePort::find));
    }
  }

  /** Waits for an answer, and takes over when the launcher that was starting the server dies. */
  private SuperuserConnection awaitAnswer() {
    long start = System.nanoTime();
    long launched = start;
    while (System.nanoTime() - start < ANSWER_TIMEOUT.toNanos()) {
      Optional<SuperuserConnection> answer = server.running().flatMap(this::connect);
      if (answer.isPresent()) {
        return answer.get();
      }
      pause(ANSWER_INTERVAL);
      if (!locks.isSupervisor() && locks.supervise()) {
        startOrAdopt();
        launched = System.nanoTime();
      }
      requireRunning(launched);
    }
    throw StartRefused.because(
        "PostgreSQL does not answer after "
            + ANSWER_TIMEOUT.toSeconds()
            + " s. Its log is in "
            + files.logs());
  }

  private Optional<SuperuserConnection> connect(Postmaster postmaster) {
    port = postmaster.port();
    return SuperuserConnection.tryOpen(port, data.secret(PostgresServer.PASSWORD_NAME));
  }

  private void requireRunning(long launched) {
    if (locks.isSupervisor()
        && System.nanoTime() - launched > APPEARANCE_TIMEOUT.toNanos()
        && server.running().isEmpty()) {
      throw StartRefused.because(
          "PostgreSQL did not start: " + server.lastWords() + " (its logs: " + files.logs() + ")");
    }
  }

  private void watch() {
    Duration interval = WATCH_INTERVAL;
    while (!pause(interval)) {
      interval = supervise() ? WATCH_INTERVAL : longer(interval);
    }
  }

  /** Whether all is well: the server runs, or another launcher sees to it. */
  private boolean supervise() {
    try {
      if (!locks.supervise() || server.running().isPresent()) {
        return true;
      }
      LOG.atWarn().addKeyValue("port", port).log("PostgreSQL died; starting it again");
      server.launch(port);
    } catch (RuntimeException e) {
      LOG.atError()
          .addKeyValue("port", port)
          .log("PostgreSQL cannot be started again, trying on: {}", e.getMessage());
    }
    return false;
  }

  private static Duration longer(Duration interval) {
    Duration doubled = interval.multipliedBy(2);
    return doubled.compareTo(LONGEST_INTERVAL) < 0 ? doubled : LONGEST_INTERVAL;
  }

  /** Whether the launcher began to close meanwhile. */
  private boolean pause(Duration duration) {
    try {
      return closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}
