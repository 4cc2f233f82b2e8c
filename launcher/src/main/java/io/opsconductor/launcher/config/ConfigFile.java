package io.opsconductor.launcher.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.opsconductor.launcher.home.StartRefused;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads configuration files into values by path. */
final class ConfigFile {

  /** The file that documents every key with its default. */
  private static final String DOCUMENTED = "/opsconductor.yaml";

  private ConfigFile() {}

  /** Every value of a file; a list is one value. */
  static Map<String, JsonNode> read(Path file) {
    try (InputStream input = Files.newInputStream(file)) {
      return leaves(yaml().readTree(input));
    } catch (NoSuchFileException e) {
      throw StartRefused.usage("There is no configuration file " + file + ".");
    } catch (JsonProcessingException e) {
      throw StartRefused.usage(
          file
              + ", line "
              + (e.getLocation() == null ? 1 : e.getLocation().getLineNr())
              + ": "
              + e.getOriginalMessage().lines().findFirst().orElse("not YAML")
              + ".");
    } catch (IOException e) {
      throw StartRefused.usage("Cannot read the configuration file " + file + ": " + e + ".");
    }
  }

  /** Every key with its default, from the file that documents them. */
  static Map<String, JsonNode> documented() {
    try (InputStream input = ConfigFile.class.getResourceAsStream(DOCUMENTED)) {
      return leaves(yaml().readTree(input));
    } catch (IOException e) {
      throw new IllegalStateException("The documented configuration cannot be read", e);
    }
  }

  private static ObjectMapper yaml() {
    return new ObjectMapper(new YAMLFactory())
        .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  }

  private static Map<String, JsonNode> leaves(JsonNode root) {
    Map<String, JsonNode> leaves = new TreeMap<>();
    if (root != null && root.isObject()) {
      collect("", root, leaves);
    } else if (root != null && !root.isMissingNode() && !root.isNull()) {
      throw StartRefused.usage("The configuration file must hold keys, such as `data: ./data`.");
    }
    return leaves;
  }

  private static void collect(String prefix, JsonNode node, Map<String, JsonNode> leaves) {
    node.properties()
        .forEach(
            field -> {
              String path = prefix + field.getKey();
              if (field.getValue().isObject()) {
                collect(path + ".", field.getValue(), leaves);
              } else {
                leaves.put(path, field.getValue());
              }
            });
  }
}
