package io.opsconductor.platform.fault;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The instructions between which a crash would hurt most, all of them: a harness tries each.
 *
 * <p>A test hook. A point is armed by {@code -Dopsconductor.fault=NAME:ACTION[:N]} on the command
 * line of the JVM and by nothing else, and acts once, when it is passed for the N-th time (the
 * first, unless N is given). Unarmed, to pass one is to compare a constant with null.
 */
public enum FaultPoint {
  /** A change and its event are committed; the relay is not told. */
  OUTBOX_COMMITTED("outbox.committed"),
  /** The receiver of events acknowledged them; they are not marked as sent. */
  OUTBOX_ACKNOWLEDGED("outbox.acknowledged");

  private static final ArmedFault ARMED = ArmedFault.ofThisJvm().orElse(null);

  private final String wireName;

  FaultPoint(String wireName) {
    this.wireName = wireName;
  }

  /** What the point is called in the property: {@code <place>.<what has happened>}. */
  public String wireName() {
    return wireName;
  }

  /** The point of that name. */
  public static Optional<FaultPoint> named(String name) {
    return Stream.of(values()).filter(point -> point.wireName.equals(name)).findFirst();
  }

  /**
   * Says that execution has come here.
   *
   * @throws InjectedFaultException if the point is armed to throw
   */
  public void pass() {
    if (ARMED != null) {
      ARMED.passed(this);
    }
  }
}
