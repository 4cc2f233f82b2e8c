package io.opsconductor.platform.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.opsconductor.contracts.Wire;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {
  private static JsonNode json(Change change) {
    return Wire.mapper().valueToTree(change.data());
  }

  @Test
  void of_shouldTellOnlyWhatDiffers_whenFieldsAreKeptAddedRemovedAndChanged() {
    // given
    Map<String, Object> before = Map.of("name", "web", "port", 22, "email", "a@example.org");
    Map<String, Object> after = Map.of("name", "web", "port", 23, "note", "new");
    // when
    JsonNode told = json(Change.of(before, after).with("name", "web"));
    // then
    assertThat(told.get("before").toString()).contains("\"port\":22", "a@example.org");
    assertThat(told.get("after").toString()).contains("\"port\":23", "new");
    assertThat(told.get("before").has("name") || told.get("after").has("name")).isFalse();
    assertThat(told.get("name").asText()).isEqualTo("web");
  }

  @Test
  void of_shouldCompareObjectsFieldByField_andListsAsAWhole() {
    // given
    Map<String, Object> before =
        Map.of("tags", Map.of("env", "dev", "role", "web"), "roles", List.of("viewer"));
    Map<String, Object> after =
        Map.of("tags", Map.of("env", "prod", "role", "web"), "roles", List.of("viewer", "admin"));
    // when
    JsonNode told = json(Change.of(before, after));
    // then
    assertThat(told.at("/before/tags").toString()).isEqualTo("{\"env\":\"dev\"}");
    assertThat(told.at("/after/tags").toString()).isEqualTo("{\"env\":\"prod\"}");
    assertThat(told.at("/after/roles").toString()).isEqualTo("[\"viewer\",\"admin\"]");
  }

  @Test
  void made_shouldLeaveAbsentFieldsOut_andTellLongOnesByTheirDigest() {
    // given
    Map<String, Object> facts = new HashMap<>();
    facts.put("absent", null);
    facts.put("long", "x".repeat(Change.MAX_FIELD));
    facts.put("short", "x");
    // when
    JsonNode told = json(Change.made(facts)).get("after");
    // then
    assertThat(told.has("absent")).isFalse();
    assertThat(told.get("short").asText()).isEqualTo("x");
    assertThat(told.at("/long/characters").asInt()).isEqualTo(Change.MAX_FIELD + 2);
    assertThat(told.at("/long/sha256").asText()).hasSize(64);
  }

  @Test
  void with_shouldBeRefused_whenItWouldHideTheChange() {
    assertThatThrownBy(() -> Change.made(Map.of()).with("after", "else"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "team.created, before, after",
    "team.updated, before, after",
    "team.updated, after, before",
    "team.deleted, after, before"
  })
  void missing_shouldNameWhatATypeMustTell(String type, String told, String missing) {
    assertThat(Change.missing(type, Map.of(told, Map.of()))).contains(missing);
    assertThat(Change.missing(type, Map.of("before", Map.of(), "after", Map.of()))).isEmpty();
    assertThat(Change.missing("session.started", Map.of())).isEmpty();
  }
}
