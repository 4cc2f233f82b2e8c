package io.opsconductor.platform.outbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opsconductor.contracts.Sha256;
import io.opsconductor.contracts.Wire;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an event tells of a change: {@code before} and {@code after}, which are objects. Of a thing
 * that was made there is only an {@code after}, of one that was deleted only a {@code before}, both
 * with all fields. Of one that was changed both have the fields that differ and no others; a field
 * that one of them lacks was not there then, or is not now. Objects within are compared field by
 * field, lists as a whole.
 *
 * <p>A field whose JSON is longer than {@value #MAX_FIELD} characters is told by its {@link
 * #digest}. Secrets are never given to this class.
 */
public final class Change {
  /** Characters of one field. */
  public static final int MAX_FIELD = 4096;

  private static final String BEFORE = "before";
  private static final String AFTER = "after";

  private static final Pattern MADE = Pattern.compile(".+([.]created|[.]linked|_added)");
  private static final Pattern CHANGED = Pattern.compile(".+([.]updated|_renamed|_changed)");
  private static final Pattern REMOVED =
      Pattern.compile(".+([.]deleted|[.]unlinked|[.]revoked|_removed)");

  private static final String LOOKED_AT = ".read";

  private final Map<String, Object> data = new LinkedHashMap<>();

  private Change() {}

  /** False of an event that tells of somebody who has looked at a thing: that is as it was. */
  public static boolean isOne(String type) {
    return !type.endsWith(LOOKED_AT);
  }

  /** Of something that is new. */
  public static Change made(Map<String, ?> after) {
    Change change = new Change();
    change.data.put(AFTER, bounded(tree(after)));
    return change;
  }

  /** Of something that was another way, with what differs. */
  public static Change of(Map<String, ?> before, Map<String, ?> after) {
    ObjectNode was = tree(before);
    ObjectNode is = tree(after);
    removeEqual(was, is);
    Change change = new Change();
    change.data.put(BEFORE, bounded(was));
    change.data.put(AFTER, bounded(is));
    return change;
  }

  /** Of something that is no more. */
  public static Change removed(Map<String, ?> before) {
    Change change = new Change();
    change.data.put(BEFORE, bounded(tree(before)));
    return change;
  }

  /** Tells something beside: what the thing is called, or why it changed. Nothing when null. */
  public Change with(String name, Object value) {
    if (name.equals(BEFORE) || name.equals(AFTER)) {
      throw new IllegalArgumentException("What an event tells beside cannot be called " + name);
    }
    if (value != null) {
      data.put(name, value);
    }
    return this;
  }

  /** As events carry it. */
  public Map<String, Object> data() {
    return data;
  }

  /** That a text is this one and no other, without the text: how long it is, and its SHA-256. */
  public static Map<String, Object> digest(String text) {
    return Map.of("characters", text.length(), "sha256", HexFormat.of().formatHex(Sha256.of(text)));
  }

  /** What an event of this type must tell and does not; empty when nothing is wrong. */
  static Optional<String> missing(String type, Map<String, ?> data) {
    boolean made = MADE.matcher(type).matches();
    boolean changed = CHANGED.matcher(type).matches();
    boolean removed = REMOVED.matcher(type).matches();
    if ((changed || removed) && !data.containsKey(BEFORE)) {
      return Optional.of(BEFORE);
    }
    return (made || changed) && !data.containsKey(AFTER) ? Optional.of(AFTER) : Optional.empty();
  }

  private static ObjectNode tree(Map<String, ?> facts) {
    ObjectNode tree = Wire.mapper().valueToTree(facts);
    asMap(tree)
        .forEach(
            (name, value) -> {
              if (value.isNull()) {
                tree.remove(name);
              }
            });
    return tree;
  }

  private static void removeEqual(ObjectNode was, ObjectNode is) {
    for (Map.Entry<String, JsonNode> field : asMap(was).entrySet()) {
      String name = field.getKey();
      JsonNode now = is.get(name);
      if (field.getValue().equals(now)) {
        was.remove(name);
        is.remove(name);
      } else if (field.getValue() instanceof ObjectNode inner && now instanceof ObjectNode other) {
        removeEqual(inner, other);
      }
    }
  }

  private static Map<String, JsonNode> asMap(ObjectNode node) {
    Map<String, JsonNode> map = new LinkedHashMap<>();
    node.properties().forEach(field -> map.put(field.getKey(), field.getValue()));
    return map;
  }

  private static ObjectNode bounded(ObjectNode facts) {
    asMap(facts)
        .forEach(
            (name, value) -> {
              String text = value.toString();
              if (text.length() > MAX_FIELD) {
                facts.set(name, Wire.mapper().valueToTree(digest(text)));
              }
            });
    return facts;
  }
}
