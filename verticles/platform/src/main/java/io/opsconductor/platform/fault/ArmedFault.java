package io.opsconductor.platform.fault;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One {@link FaultPoint} with what is to happen there, as the JVM's command line says. */
public final class ArmedFault {
  /** {@code NAME:ACTION[:N]}. */
  public static final String PROPERTY = "opsconductor.fault";

  private static final int KILLED = 137;

  private final String point;
  private final FaultAction action;
  private final long pass;
  private final AtomicLong passed = new AtomicLong();

  private ArmedFault(String point, FaultAction action, long pass) {
    this.point = point;
    this.action = action;
    this.pass = pass;
  }

  /**
   * Looks at the property once, so that a wrong one stops the start.
   *
   * @throws IllegalArgumentException says in one line what is wrong with it
   */
  public static void check() {
    Optional<ArmedFault> armed = ofThisJvm();
    if (armed.isPresent() && FaultPoint.named(armed.get().point).isEmpty()) {
      throw wrong("there is no point " + armed.get().point, names());
    }
  }

  static Optional<ArmedFault> ofThisJvm() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(ArmedFault::parse);
  }

  /** Does not look whether the point exists: the points are made with what this answers. */
  static ArmedFault parse(String text) {
    List<String> words = List.of(text.split(":", -1));
    if (words.size() < 2 || words.size() > 3) {
      throw wrong("it is " + text, "NAME:ACTION or NAME:ACTION:N");
    }
    FaultAction action =
        FaultAction.named(words.get(1))
            .orElseThrow(() -> wrong("there is no action " + words.get(1), "halt, freeze, throw"));
    return new ArmedFault(words.getFirst(), action, words.size() == 2 ? 1 : pass(words.get(2)));
  }

  private static long pass(String text) {
    try {
      long pass = Long.parseLong(text);
      if (pass >= 1) {
        return pass;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrong("the pass is " + text, "1 or more");
  }

  private static IllegalArgumentException wrong(String what, String allowed) {
    return new IllegalArgumentException(
        "The system property %s cannot be used: %s; allowed: %s"
            .formatted(PROPERTY, what, allowed));
  }

  private static String names() {
    return Stream.of(FaultPoint.values())
        .map(FaultPoint::wireName)
        .collect(Collectors.joining(", "));
  }

  void passed(FaultPoint here) {
    if (here.wireName().equals(point) && passed.incrementAndGet() == pass) {
      // A harness waits for this line; the log may be too slow for what follows.
      System.err.println("Fault point " + point + " passed: " + action.wireName());
      System.err.flush();
      act(here);
    }
  }

  private void act(FaultPoint here) {
    switch (action) {
      case HALT -> Runtime.getRuntime().halt(KILLED);
      case FREEZE -> freeze();
      case THROW -> throw new InjectedFaultException(here);
    }
  }

  private static void freeze() {
    String self = Long.toString(ProcessHandle.current().pid());
    try {
      new ProcessBuilder("kill", "-STOP", self).start().onExit().join();
    } catch (IOException e) {
      System.err.println("The process cannot stop itself; this thread stops: " + e.getMessage());
      while (true) {
        LockSupport.park();
      }
    }
  }
}
