package io.opsconductor.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** What a client may say on a stream. */
sealed interface ClientFrame {
  /** Signs in, or puts a fresh session in place of the present one. */
  record Auth(String ticket) implements ClientFrame {}

  /**
   * Asks for the entries of an execution.
   *
   * @param id the client's name for the subscription, 1 to 64 characters
   * @param fromSeq the last that the client has seen; 0 for all
   */
  record Subscribe(String id, UUID executionId, long fromSeq) implements ClientFrame {}

  record Unsubscribe(String id) implements ClientFrame {}

  /**
   * Something else.
   *
   * @param id of the subscription that it seems to be about; null when that cannot be told
   */
  record Malformed(String id, String message) implements ClientFrame {}

  Pattern UUID_TEXT = Pattern.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}");
  int MAX_ID = 64;
  int MAX_TICKET = 256;

  static ClientFrame parse(String text) {
    JsonNode json;
    try {
      json = StrictJson.READER.readTree(text);
    } catch (JsonProcessingException e) {
      return new Malformed(null, "A frame must be a JSON object");
    }
    if (!json.isObject()) {
      return new Malformed(null, "A frame must be a JSON object");
    }
    return switch (json.path("type").asText("")) {
      case "auth" -> auth(json);
      case "subscribe" -> subscribe(json);
      case "unsubscribe" -> unsubscribe(json);
      default -> new Malformed(id(json), "The type must be one of auth, subscribe and unsubscribe");
    };
  }

  private static ClientFrame auth(JsonNode json) {
    JsonNode ticket = json.path("ticket");
    return ticket.isTextual()
            && !ticket.asText().isEmpty()
            && ticket.asText().length() <= MAX_TICKET
        ? known(json, Set.of("type", "ticket"), new Auth(ticket.asText()))
        : new Malformed(null, "ticket must be a text of 1 to " + MAX_TICKET + " characters");
  }

  private static ClientFrame subscribe(JsonNode json) {
    String id = id(json);
    JsonNode execution = json.path("executionId");
    JsonNode from = json.path("fromSeq");
    if (id == null) {
      return new Malformed(null, "id must be a text of 1 to " + MAX_ID + " characters");
    }
    if (!execution.isTextual() || !UUID_TEXT.matcher(execution.asText()).matches()) {
      return new Malformed(id, "executionId must be a UUID");
    }
    boolean absent = from.isMissingNode() || from.isNull();
    if (!absent && !(from.isIntegralNumber() && from.canConvertToLong() && from.asLong() >= 0)) {
      return new Malformed(id, "fromSeq must be a whole number that is not negative");
    }
    UUID executionId = UUID.fromString(execution.asText());
    return known(
        json,
        Set.of("type", "id", "executionId", "fromSeq"),
        new Subscribe(id, executionId, from.asLong(0)));
  }

  private static ClientFrame unsubscribe(JsonNode json) {
    String id = id(json);
    return id == null
        ? new Malformed(null, "id must be a text of 1 to " + MAX_ID + " characters")
        : known(json, Set.of("type", "id"), new Unsubscribe(id));
  }

  private static ClientFrame known(JsonNode json, Set<String> fields, ClientFrame frame) {
    for (var names = json.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!fields.contains(name)) {
        return new Malformed(id(json), name + " is not a known field here");
      }
    }
    return frame;
  }

  private static String id(JsonNode json) {
    JsonNode id = json.path("id");
    return id.isTextual() && !id.asText().isEmpty() && id.asText().length() <= MAX_ID
        ? id.asText()
        : null;
  }
}
