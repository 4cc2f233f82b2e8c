package io.opsconductor.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.Wire;
import io.opsconductor.contracts.executions.LogEntry;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * One entry of the log as a message, rendered once for all who watch: only the id of the
 * subscription differs.
 *
 * @param head up to the id
 * @param tail from after it
 * @param last whether it is the end of the execution
 */
record Frame(long seq, String head, String tail, boolean last) {
  private static final String ID = ",\"id\":";

  static Frame of(LogEntry entry) {
    return switch (entry) {
      case LogEntry.State state -> state(state);
      case LogEntry.Task task -> task(task);
      case LogEntry.Output output -> output(output);
      case LogEntry.Elided elided -> elided(elided);
      case LogEntry.End end -> {
        ObjectNode fields = fields(end);
        fields.put("state", end.state().wireName());
        yield of("end", end.seq(), fields, true);
      }
    };
  }

  /** The message for one subscription, whose id is given as JSON. */
  String text(String idJson) {
    return head + idJson + tail;
  }

  /** The message without the id of a subscription. */
  String line() {
    return head.substring(0, head.length() - ID.length()) + tail;
  }

  /** The id as it stands in messages. */
  static String idJson(String id) {
    return Wire.encodeString(id);
  }

  /** Tells a client that it reads too slowly; the entries after {@code fromSeq} still come. */
  static String lagged(String idJson, long fromSeq) {
    return "{\"type\":\"lagged\",\"id\":" + idJson + ",\"fromSeq\":" + fromSeq + "}";
  }

  /**
   * Says what was refused.
   *
   * @param id null when it is about no subscription
   */
  static String error(String id, String code, String message) {
    ObjectNode json = Wire.mapper().createObjectNode();
    json.put("type", "error");
    if (id != null) {
      json.put("id", id);
    }
    return Wire.encodeString(json.put("code", code).put("message", message));
  }

  private static Frame state(LogEntry.State entry) {
    ObjectNode fields = fields(entry);
    fields.put("executionId", entry.executionId().toString());
    fields.put("state", entry.state().wireName());
    fields.set("counts", Wire.mapper().valueToTree(entry.counts()));
    return of("state", entry.seq(), fields, false);
  }

  private static Frame task(LogEntry.Task entry) {
    ObjectNode fields = fields(entry);
    fields.put("taskId", entry.taskId().toString());
    fields.set("target", Wire.mapper().valueToTree(entry.target()));
    fields.put("state", entry.state().wireName());
    if (entry.exitCode() != null) {
      fields.put("exitCode", entry.exitCode());
    }
    return of("task", entry.seq(), fields, false);
  }

  private static Frame output(LogEntry.Output entry) {
    ObjectNode fields = fields(entry);
    fields.put("taskId", entry.taskId().toString());
    fields.set("target", Wire.mapper().valueToTree(entry.target()));
    fields.put("step", entry.step());
    fields.put("attempt", entry.attempt());
    fields.set("stream", Wire.mapper().valueToTree(entry.stream()));
    fields.put("offset", entry.offset());
    Optional<String> text = utf8(entry.data());
    fields.put("data", text.orElseGet(() -> Base64.getEncoder().encodeToString(entry.data())));
    if (text.isEmpty()) {
      fields.put("encoding", "base64");
    }
    return of("output", entry.seq(), fields, false);
  }

  private static Frame elided(LogEntry.Elided entry) {
    ObjectNode fields = fields(entry);
    fields.put("taskId", entry.taskId().toString());
    fields.set("target", Wire.mapper().valueToTree(entry.target()));
    fields.put("step", entry.step());
    fields.put("attempt", entry.attempt());
    fields.set("stream", Wire.mapper().valueToTree(entry.stream()));
    fields.put("offset", entry.offset());
    fields.put("bytes", entry.bytes());
    return of("elided", entry.seq(), fields, false);
  }

  private static ObjectNode fields(LogEntry entry) {
    ObjectNode fields = Wire.mapper().createObjectNode().put("seq", entry.seq());
    return entry.at() == null ? fields : fields.put("at", entry.at().toString());
  }

  private static Frame of(String type, long seq, ObjectNode fields, boolean last) {
    String head = "{\"type\":\"" + type + "\"" + ID;
    return new Frame(seq, head, "," + Wire.encodeString(fields).substring(1), last);
  }

  private static Optional<String> utf8(byte[] data) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(data))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
