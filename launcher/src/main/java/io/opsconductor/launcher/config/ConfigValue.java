package io.opsconductor.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;

/**
 * A value with its origin, so that a refusal can say where it stands.
 *
 * @param node text from a flag or the environment; anything from a file
 * @param origin for example {@code --port} or {@code server.yaml: gateway.port}
 */
record ConfigValue(JsonNode node, String origin) {

  ConfigValue {
    Objects.requireNonNull(node, "value");
    Objects.requireNonNull(origin, "origin");
  }
}
