package io.opsconductor.platform.group;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Whether the node can take work, and which of its parts work. */
public final class NodeHealth {
  /** Life of a node. */
  public enum State {
    STARTING,
    READY,
    DRAINING
  }

  private final Map<String, BooleanSupplier> checks = new ConcurrentHashMap<>();
  private final Map<String, Supplier<Optional<String>>> warnings = new ConcurrentHashMap<>();
  private volatile State state = State.STARTING;

  public State state() {
    return state;
  }

  public void becomes(State next) {
    state = next;
  }

  /** Adds a check, for example of a database. It may block for a few seconds at most. */
  public void check(String part, BooleanSupplier works) {
    checks.put(part, works);
  }

  /**
   * Adds something that a person should look after although the node works. It says what is wrong
   * in words that anybody may read, and does not block.
   */
  public void warn(String part, Supplier<Optional<String>> warning) {
    warnings.put(part, warning);
  }

  /** What there is to warn of now; by the name of the part. */
  public Map<String, String> warnings() {
    Map<String, String> found = new TreeMap<>();
    warnings.forEach((part, warning) -> warning.get().ifPresent(words -> found.put(part, words)));
    return found;
  }

  public void forget(String part) {
    checks.remove(part);
    warnings.remove(part);
  }

  /** Asks every check now; by the name of the part. */
  public Map<String, Boolean> ask() {
    Map<String, Boolean> answers = new TreeMap<>();
    checks.forEach((part, works) -> answers.put(part, works.getAsBoolean()));
    return answers;
  }

  /** Whether one part works; true for a part without a check. */
  public boolean works(String part) {
    BooleanSupplier check = checks.get(part);
    return check == null || check.getAsBoolean();
  }
}
