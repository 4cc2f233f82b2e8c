package io.opsconductor.launcher.postgres;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of the embedded server. They stand on its command line, so that nothing written into
 * its files overrides them.
 */
final class ServerSettings {

  /** Connections that the server accepts, over all services and nodes of the data directory. */
  static final int MAX_CONNECTIONS = 200;

  /** What an acknowledged commit needs to outlive a crash; verified against the running server. */
  static final Map<String, String> DURABILITY =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  /**
   * The builtin locale sorts the same on every platform. A password of 256 random bits gains
   * nothing from iterations, which each connection would pay for.
   */
  static final List<String> INITDB =
      List.of(
          "--username=" + PostgresServer.SUPERUSER,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale=C",
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--data-checksums",
          "--set=scram_iterations=1");

  private ServerSettings() {}

  static List<String> options(int port, Path logs) {
    Map<String, String> settings = new LinkedHashMap<>(DURABILITY);
    settings.put("port", Integer.toString(port));
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", Integer.toString(MAX_CONNECTIONS));
    settings.put("scram_iterations", "4096");
    settings.put("shared_buffers", "128MB");
    settings.put("max_wal_size", "512MB");
    settings.put("logging_collector", "on");
    settings.put("log_directory", logs.toString());
    settings.put("log_filename", "postgres-%a.log");
    settings.put("log_rotation_age", "1d");
    settings.put("log_truncate_on_rotation", "on");
    List<String> options = new ArrayList<>();
    settings.forEach((name, value) -> options.add("-c " + name + "=" + quoted(value)));
    return options;
  }

  /** pg_ctl hands the options to a shell. */
  private static String quoted(String value) {
    return "'" + value.replace("'", "'\\''") + "'";
  }
}
