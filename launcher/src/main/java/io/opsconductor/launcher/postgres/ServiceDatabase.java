package io.opsconductor.launcher.postgres;

/**
 * How a service reaches its database on the embedded server.
 *
 * @param host always loopback
 * @param port TCP port; stays the same while any launcher of the data directory lives
 * @param name name of the database
 * @param user role that owns it
 * @param password password of the role
 */
public record ServiceDatabase(String host, int port, String name, String user, String password) {

  /** Without the password. */
  @Override
  public String toString() {
    return user + "@" + host + ":" + port + "/" + name;
  }
}
