package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;

/** YAML, of which JSON is a part. Apart from {@link Json}, so that it is loaded only when used. */
final class Yaml {

  private static final YAMLMapper MAPPER =
      new YAMLMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .enable(YAMLGenerator.Feature.LITERAL_BLOCK_STYLE)
              .build());

  private Yaml() {}

  static String write(JsonNode node) {
    try {
      return MAPPER.writeValueAsString(node).stripTrailing();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A JSON tree cannot be written as YAML", e);
    }
  }

  /**
   * Every document of a file that holds something.
   *
   * @param source for messages
   */
  static List<JsonNode> documents(String text, String source) {
    try (MappingIterator<JsonNode> documents = MAPPER.readerFor(JsonNode.class).readValues(text)) {
      return documents.readAll().stream()
          .filter(document -> !document.isNull() && !isBlank(document))
          .toList();
    } catch (JsonProcessingException e) {
      String where =
          e.getLocation() == null
              ? ""
              : ":" + e.getLocation().getLineNr() + ":" + e.getLocation().getColumnNr();
      String what = e.getOriginalMessage().lines().findFirst().orElse("is not YAML");
      throw new CliException(Exit.ERROR, source + where + ": " + what, e);
    } catch (IOException e) {
      throw new CliException(Exit.ERROR, source + " is not YAML: " + e.getMessage(), e);
    }
  }

  /** What a document of nothing but comments is read as. */
  private static boolean isBlank(JsonNode document) {
    return document.isMissingNode() || (document.isTextual() && document.asText().isBlank());
  }
}
