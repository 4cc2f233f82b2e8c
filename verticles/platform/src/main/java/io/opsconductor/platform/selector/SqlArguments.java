package io.opsconductor.platform.selector;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The arguments of a condition, numbered as they are added. */
public final class SqlArguments {
  private final int first;
  private final List<Object> values = new ArrayList<>();

  /**
   * None yet.
   *
   * @param first number of the first {@code $n} that is free
   */
  public SqlArguments(int first) {
    this.first = first;
  }

  /** Adds one; returns how the statement names it. */
  public String add(Object value, String type) {
    values.add(value);
    return "$" + (first + values.size() - 1) + "::" + type;
  }

  public String text(String value) {
    return add(value, "text");
  }

  /** In the order of their numbers. */
  public List<Object> values() {
    return Collections.unmodifiableList(values);
  }
}
