package io.opsconductor.launcher.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * One message of the stream. {@code seq} is 0 for those that are not part of the execution's log.
 */
sealed interface Frame {

  long seq();

  record State(long seq, String state, Counts counts) implements Frame {}

  record Task(long seq, String taskId, String targetId, String target, String state)
      implements Frame {}

  record Output(
      long seq,
      String taskId,
      String targetId,
      String target,
      String stream,
      int step,
      int attempt,
      byte[] data)
      implements Frame {}

  /** Bytes that are not kept. */
  record Elided(long seq, String taskId, String targetId, String target, String stream, long bytes)
      implements Frame {}

  record End(long seq, String state) implements Frame {}

  record Failure(String code, String message) implements Frame {

    @Override
    public long seq() {
      return 0;
    }
  }

  /** A kind that this version does not need or does not know. */
  record Other(long seq) implements Frame {}

  static Frame of(JsonNode json) {
    long seq = json.path("seq").asLong();
    return switch (Json.text(json, "type")) {
      case "state" -> new State(seq, Json.text(json, "state"), Counts.of(json.path("counts")));
      case "task" ->
          new Task(
              seq,
              Json.text(json, "taskId"),
              Json.text(json.path("target"), "id"),
              Json.text(json.path("target"), "name"),
              Json.text(json, "state"));
      case "output" -> output(seq, json);
      case "elided" ->
          new Elided(
              seq,
              Json.text(json, "taskId"),
              Json.text(json.path("target"), "id"),
              Json.text(json.path("target"), "name"),
              Json.text(json, "stream"),
              json.path("bytes").asLong());
      case "end" -> new End(seq, Json.text(json, "state"));
      case "error" -> new Failure(Json.text(json, "code"), Json.text(json, "message"));
      default -> new Other(seq);
    };
  }

  private static Output output(long seq, JsonNode json) {
    String data = Json.text(json, "data");
    boolean encoded = Json.text(json, "encoding").equals("base64");
    return new Output(
        seq,
        Json.text(json, "taskId"),
        Json.text(json.path("target"), "id"),
        Json.text(json.path("target"), "name"),
        Json.text(json, "stream"),
        json.path("step").asInt(),
        json.path("attempt").asInt(1),
        encoded ? Base64.getDecoder().decode(data) : data.getBytes(StandardCharsets.UTF_8));
  }
}
