package io.opsconductor.launcher;

import io.opsconductor.contracts.SecretText;
import io.opsconductor.launcher.config.DatabaseServer;
import io.opsconductor.launcher.config.LauncherConfig;
import io.opsconductor.launcher.home.DataDirectory;
import io.opsconductor.launcher.home.StartRefused;
import io.opsconductor.launcher.postgres.EmbeddedPostgres;
import io.opsconductor.launcher.postgres.ServiceDatabase;
import io.opsconductor.platform.database.DatabaseSettings;
import io.opsconductor.platform.database.Migrations;
import io.opsconductor.platform.group.ServiceGroup;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The databases of this node's groups: found or made, and migrated. */
final class Databases {

  private static final Logger LOG = LoggerFactory.getLogger(Databases.class);

  /** For operators, backups and the launchers themselves. */
  private static final int SPARE_CONNECTIONS = 10;

  private final LauncherConfig config;
  private final DataDirectory data;
  private final List<ServiceGroup> owners;
  private final List<String> services;
  private final Map<String, DatabaseSettings> settings = new ConcurrentHashMap<>();
  private Optional<EmbeddedPostgres> embedded = Optional.empty();

  Databases(
      LauncherConfig config, DataDirectory data, List<ServiceGroup> groups, List<String> services) {
    this.services = services;
    this.config = config;
    this.data = data;
    this.owners = groups.stream().filter(group -> group.migrations().isPresent()).toList();
  }

  /** Starts or joins the embedded PostgreSQL if it is needed, and migrates every database. */
  synchronized void open() {
    if (owners.stream().anyMatch(group -> config.database(group.name()).isEmpty())) {
      requireEmbeddedIsMeant();
      embedded = Optional.of(EmbeddedPostgres.start(data, Release.postgresVersion(), services));
    }
    owners.forEach(group -> settings.put(group.name(), settingsOf(group.name())));
    migrate();
  }

  /** Where a group's database is; empty for a group without one. */
  Optional<DatabaseSettings> of(ServiceGroup group) {
    return Optional.ofNullable(settings.get(group.name()));
  }

  /** Refuses a node for which the embedded server would not have enough connections. */
  void requireEnoughConnections(int nodes) {
    embedded.ifPresent(
        server -> {
          int wanted =
              nodes * owners.size() * DatabaseSettings.DEFAULT_MAX_CONNECTIONS + SPARE_CONNECTIONS;
          if (wanted > server.maxConnections()) {
            throw StartRefused.because(
                ("%d nodes would need %d connections to the embedded PostgreSQL, which accepts %d:"
                        + " run fewer groups here with --groups, or use a PostgreSQL server of your"
                        + " own.")
                    .formatted(nodes, wanted, server.maxConnections()));
          }
        });
  }

  /** Leaves the embedded PostgreSQL; the last node stops it. */
  synchronized void close() {
    embedded.ifPresent(EmbeddedPostgres::close);
    embedded = Optional.empty();
  }

  private void requireEmbeddedIsMeant() {
    if (config.cluster().spansMachines() && !config.embeddedAlthoughJoined()) {
      throw StartRefused.usage(
          "Nodes on several machines share their databases: name a PostgreSQL server under"
              + " `databases`, give this node only --groups without a database (gateway, workers),"
              + " or let this one node have them with --embedded-postgres.");
    }
  }

  private DatabaseSettings settingsOf(String service) {
    return config
        .database(service)
        .map(Databases::own)
        .orElseGet(() -> embedded(embedded.orElseThrow().database(service)));
  }

  private static DatabaseSettings own(DatabaseServer server) {
    return new DatabaseSettings(
        server.host(),
        server.port(),
        server.name(),
        server.user(),
        server.password(),
        DatabaseSettings.DEFAULT_MAX_CONNECTIONS,
        server.caFile().map(Path::toString).orElse(null));
  }

  private static DatabaseSettings embedded(ServiceDatabase database) {
    return new DatabaseSettings(
        database.host(),
        database.port(),
        database.name(),
        database.user(),
        new SecretText(database.password()),
        DatabaseSettings.DEFAULT_MAX_CONNECTIONS,
        null);
  }

  private void migrate() {
    long start = System.nanoTime();
    InParallel.run(owners, this::migrate);
    LOG.atInfo()
        .addKeyValue("databases", owners.size())
        .addKeyValue("durationMs", (System.nanoTime() - start) / 1_000_000)
        .log("Databases are up to date");
  }

  private void migrate(ServiceGroup group) {
    DatabaseSettings database = settings.get(group.name());
    if (embedded.isEmpty() || config.database(group.name()).isPresent()) {
      DatabaseProbe.require(group.name(), database);
    }
    try {
      Migrations.run(database, group.migrations().orElseThrow());
    } catch (RuntimeException e) {
      throw StartRefused.because(
          "The database of "
              + group.name()
              + " cannot be brought up to date: "
              + String.valueOf(e.getMessage()).strip().lines().findFirst().orElse(e.toString()),
          e);
    }
  }
}
