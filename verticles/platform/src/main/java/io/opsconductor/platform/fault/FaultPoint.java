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
  OUTBOX_ACKNOWLEDGED("outbox.acknowledged"),

  /** The name of a user is taken; auth knows nothing. */
  USERS_CREATION_BEGUN("users.creation.begun"),
  /** Auth has the password of a user; that it has is not noted. */
  USERS_PASSWORD_STORED("users.password.stored"),
  /** That auth has the password is noted; the user is not there for anybody. */
  USERS_PASSWORD_NOTED("users.password.noted"),
  /** The user is there; its client has no answer. */
  USERS_CREATION_FINISHED("users.creation.finished"),
  /** It is noted that the making of a user is given up; auth does not know. */
  USERS_CREATION_ABANDONED("users.creation.abandoned"),
  /** Auth has forgotten a user; users has not. */
  USERS_PASSWORD_FORGOTTEN("users.password.forgotten"),

  /** A request to run something is an execution; its client has no answer. */
  EXECUTIONS_CREATED("executions.created"),
  /** A worker's tasks are stored as its own; it does not know. */
  EXECUTIONS_CLAIM_STORED("executions.claim.stored"),
  /** Everything of a change is written, and the transaction is open. */
  EXECUTIONS_CHANGE_WRITTEN("executions.change.written"),
  /** Reports of a worker are stored; it does not know. */
  EXECUTIONS_REPORTS_STORED("executions.reports.stored"),
  /** What becomes of a task whose lease lapsed is stored; nobody was told. */
  EXECUTIONS_LAPSE_STORED("executions.lapse.stored"),
  /** A cancel is stored; no worker was told. */
  EXECUTIONS_CANCEL_STORED("executions.cancel.stored"),

  /** What is due is decided and written, and the transaction is open. */
  SCHEDULES_FIRES_WRITTEN("schedules.fires.written"),
  /** What is due is decided and stored; executions was not asked. */
  SCHEDULES_FIRES_STORED("schedules.fires.stored"),
  /** Executions made what was due; that it did is known to one node alone. */
  SCHEDULES_STARTED("schedules.started"),
  /** What became of due times is stored. */
  SCHEDULES_ENDS_STORED("schedules.ends.stored"),

  /** The worker knows its tasks, and has begun none. */
  WORKERS_CLAIMED("workers.claimed"),
  /** The intent to start a command is stored, and nothing of it was sent. */
  WORKERS_DISPATCHED("workers.dispatched"),
  /** The program that starts or attaches to a command is on its way to the target. */
  WORKERS_PROGRAM_SENT("workers.program.sent"),
  /** The target confirmed the start; nobody else knows. */
  WORKERS_START_CONFIRMED("workers.start.confirmed"),
  /** Reports are stored, and the worker goes on as if they were not. */
  WORKERS_REPORTS_ANSWERED("workers.reports.answered"),
  /** The exit code is known to the worker alone. */
  WORKERS_EXIT_KNOWN("workers.exit.known"),
  /** The end of a task is stored; what is left of it on the target is not removed. */
  WORKERS_FINISH_STORED("workers.finish.stored"),
  /** A worker is about to attach to what another one began. */
  WORKERS_ADOPTING("workers.adopting"),
  /** Leases are renewed; the worker does not know. */
  WORKERS_LEASES_RENEWED("workers.leases.renewed");

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
