package io.opsconductor.platform.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What happens at an armed {@link FaultPoint}. */
public enum FaultAction {
  /** The JVM ends at once with status 137, without any shutdown hook: as {@code kill -9}. */
  HALT,
  /** The whole process stops, as by {@code kill -STOP}, until somebody continues or kills it. */
  FREEZE,
  /** The passing thread gets an {@link InjectedFaultException}; the process goes on. */
  THROW;

  /** What the action is called in the property. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The action of that name. */
  public static Optional<FaultAction> named(String name) {
    return Stream.of(values()).filter(action -> action.wireName().equals(name)).findFirst();
  }
}
