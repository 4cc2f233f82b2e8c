package io.opsconductor.launcher.postgres;

import io.opsconductor.launcher.home.DataDirectory;
import java.util.Collection;
import java.util.Set;

/**
 * A database and a role for each service that owns one, both named {@code opsconductor_<service>}.
 * The role owns its database and can connect to no other one.
 */
final class ServiceDatabases {

  /** Any number: every launcher of a data directory uses this one, so that they take turns. */
  private static final long LOCK = 7_301_204_118_325L;

  private ServiceDatabases() {}

  static String nameOf(String service) {
    return "opsconductor_" + service;
  }

  static String passwordOf(DataDirectory data, String service) {
    return data.secret(passwordName(service));
  }

  /** Creates what is missing. */
  static void ensure(
      SuperuserConnection connection, DataDirectory data, Collection<String> services) {
    connection.execute("SELECT pg_advisory_lock(" + LOCK + ")");
    // As for the superuser: these passwords are random, people's are not.
    connection.execute("SET scram_iterations = 1");
    Set<String> roles = connection.names("SELECT rolname FROM pg_roles");
    Set<String> databases = connection.names("SELECT datname FROM pg_database");
    if (!databases.contains(nameOf(services.iterator().next()))) {
      connection.execute("REVOKE CONNECT ON DATABASE postgres, template1 FROM PUBLIC");
    }
    for (String service : services) {
      ensureRole(connection, data, service, roles);
      ensureDatabase(connection, service, databases);
    }
    connection.execute("SELECT pg_advisory_unlock(" + LOCK + ")");
  }

  private static void ensureRole(
      SuperuserConnection connection, DataDirectory data, String service, Set<String> roles) {
    String role = nameOf(service);
    boolean exists = roles.contains(role);
    // A password whose file is gone is of no use to anybody: give the role a new one.
    if (!exists || !data.hasSecret(passwordName(service))) {
      connection.execute(
          (exists ? "ALTER" : "CREATE")
              + " ROLE "
              + role
              + " LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '"
              + passwordOf(data, service)
              + "'");
    }
  }

  private static void ensureDatabase(
      SuperuserConnection connection, String service, Set<String> databases) {
    String database = nameOf(service);
    if (!databases.contains(database)) {
      connection.execute("CREATE DATABASE " + database + " OWNER " + database);
      connection.execute("REVOKE CONNECT ON DATABASE " + database + " FROM PUBLIC");
    }
  }

  private static String passwordName(String service) {
    return "database-" + service + ".password";
  }
}
