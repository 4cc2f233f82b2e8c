package io.opsconductor.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** What the build wrote down about itself. */
final class Release {

  private static final Properties PROPERTIES = load();

  private Release() {}

  /** Version of OpsConductor. */
  static String version() {
    return PROPERTIES.getProperty("version");
  }

  /** Version of the PostgreSQL that the jar carries. */
  static String postgresVersion() {
    return PROPERTIES.getProperty("postgresql");
  }

  private static Properties load() {
    Properties properties = new Properties();
    try (InputStream input = Release.class.getResourceAsStream("release.properties")) {
      properties.load(input);
    } catch (IOException e) {
      throw new IllegalStateException("The build's own properties cannot be read", e);
    }
    return properties;
  }
}
