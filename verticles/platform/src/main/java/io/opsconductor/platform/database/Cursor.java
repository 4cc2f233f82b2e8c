package io.opsconductor.platform.database;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** Opaque, URL-safe cursors of lists that are read by key, never by offset. */
public final class Cursor {
  private Cursor() {}

  /** One part of a list and the cursor of the next. */
  public record Part<T>(List<T> items, String next) {}

  public static String ofText(String key) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** The key after which the part begins; null for the first part. */
  public static String text(String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String key = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      // PostgreSQL has no text with NUL: the statement would fail instead of finding nothing.
      if (key.indexOf('\0') >= 0 || !ofText(key).equals(cursor)) {
        throw bad();
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  /** The id after which the part begins; null for the first part. */
  public static UUID id(String cursor) {
    String key = text(cursor);
    if (key == null) {
      return null;
    }
    try {
      return UUID.fromString(key);
    } catch (IllegalArgumentException e) {
      throw bad();
    }
  }

  /** Cuts a list that was read with one item more than asked for. */
  public static <T> Part<T> cut(List<T> oneMore, int limit, Function<T, ?> key) {
    if (oneMore.size() <= limit) {
      return new Part<>(oneMore, null);
    }
    List<T> items = oneMore.subList(0, limit);
    return new Part<>(items, ofText(String.valueOf(key.apply(items.getLast()))));
  }

  private static OpsException bad() {
    return new OpsException(ErrorCode.BAD_CURSOR, "This cursor was not given out by this list");
  }
}
