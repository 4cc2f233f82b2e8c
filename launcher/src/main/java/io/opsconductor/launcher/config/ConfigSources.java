package io.opsconductor.launcher.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.opsconductor.launcher.home.StartRefused;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Brings the sources together: flags win over the environment, the environment over the file, the
 * file over the defaults.
 */
final class ConfigSources {

  private static final String CONFIG_VARIABLE = "OPSCONDUCTOR_CONFIG";

  private final KnownKeys known;
  private final ConfigValues values = new ConfigValues();

  private ConfigSources(KnownKeys known) {
    this.known = known;
  }

  /**
   * The values of all sources, without defaults.
   *
   * @param flags values by path, from the command line
   */
  static ConfigValues read(
      KnownKeys known,
      Map<String, String> flags,
      Optional<Path> file,
      Map<String, String> environment) {
    ConfigSources sources = new ConfigSources(known);
    file.or(() -> Optional.ofNullable(environment.get(CONFIG_VARIABLE)).map(Path::of))
        .ifPresent(sources::addFile);
    environment.forEach(sources::addVariable);
    flags.forEach(sources::addFlag);
    return sources.values;
  }

  private void addFile(Path file) {
    ConfigFile.read(file)
        .forEach(
            (path, node) -> {
              known.requireInFile(path, file);
              values.set(path, node, file.getFileName() + ": " + path);
            });
  }

  private void addVariable(String name, String text) {
    // Kubernetes describes a service called opsconductor in variables of that name.
    if (!name.startsWith(ConfigKey.PREFIX) || text.startsWith("tcp://")) {
      return;
    }
    for (ConfigKey key : ConfigKey.ALL) {
      if (key.variables().contains(name)) {
        replace(key, key.path(), text, name);
        return;
      }
      if (key.valueVariables().contains(name)) {
        replace(key, key.valuePath().orElseThrow(), text, name);
        return;
      }
    }
    known.pathOf(name).ifPresent(path -> values.set(path, node(path, text), name));
  }

  private JsonNode node(String path, String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (!known.isList(path)) {
      return nodes.textNode(text);
    }
    ArrayNode list = nodes.arrayNode();
    Stream.of(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).forEach(list::add);
    return list;
  }

  private void addFlag(String path, String text) {
    ConfigKey key =
        ConfigKey.ALL.stream()
            .filter(candidate -> candidate.path().equals(path))
            .findFirst()
            .orElseThrow(() -> StartRefused.usage("Unknown flag for " + path + "."));
    replace(key, path, text, key.option());
  }

  /** A secret and the file that holds it are two names of one key: the later source wins. */
  private void replace(ConfigKey key, String path, String text, String origin) {
    values.forget(key.path());
    key.valuePath().ifPresent(values::forget);
    values.set(path, text, origin);
  }
}
