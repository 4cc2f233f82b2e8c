package io.opsconductor.contracts;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** A constant whose name in JSON, in tables and on the command line is its own in lower case. */
public interface WireNamed {

  String name();

  @JsonValue
  default String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The constant of a name; null of null.
   *
   * @throws IllegalArgumentException no constant has this name
   */
  static <E extends Enum<E> & WireNamed> E of(Class<E> type, String wireName) {
    return wireName == null ? null : Enum.valueOf(type, wireName.toUpperCase(Locale.ROOT));
  }

  /** The name of a constant; null of null. */
  static String nameOf(WireNamed constant) {
    return constant == null ? null : constant.wireName();
  }
}
