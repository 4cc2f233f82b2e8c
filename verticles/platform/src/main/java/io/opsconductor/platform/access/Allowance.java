package io.opsconductor.platform.access;

import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.ObjectType;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What a caller may do to objects of one type, all of it known: to be had before a transaction
 * begins, so that objects are judged under its locks and nobody is asked meanwhile.
 */
public final class Allowance {
  private final String permission;
  private final ObjectType type;
  private final Held held;
  private final Held read;

  /**
   * How the caller has a permission.
   *
   * @param somewhere whether at all: who has it nowhere has it not on what is their own either
   */
  record Held(boolean somewhere, Reach reach) {
    static final Held NOT = new Held(false, Reach.NOTHING);

    boolean on(Predicate<Reach> matches) {
      return reach.isEverything() || (somewhere && matches.test(reach));
    }
  }

  /**
   * An allowance.
   *
   * @param read how the caller has the permission to read such objects
   */
  Allowance(String permission, ObjectType type, Held held, Held read) {
    this.permission = permission;
    this.type = type;
    this.held = held;
    this.read = read;
  }

  /**
   * Lets pass who has the permission on an object. One that the caller may not even read does not
   * exist for the caller.
   *
   * @param matches whether the object is within a reach; not asked when the reach is everything
   * @param unknown what is said of an object that does not exist
   * @throws OpsException that, or {@code forbidden}
   */
  public void require(Predicate<Reach> matches, Supplier<OpsException> unknown) {
    if (held.on(matches)) {
      return;
    }
    if (!read.on(matches)) {
      throw hiding(matches, unknown.get());
    }
    throw AccessDecisions.forbidden(permission, type);
  }

  /**
   * That the permission holds for what the caller has just written, which it perhaps may not even
   * read.
   *
   * @throws OpsException {@code forbidden}
   */
  public void requireWritten(Predicate<Reach> matches) {
    if (!held.on(matches)) {
      throw AccessDecisions.forbidden(permission, type);
    }
  }

  /**
   * To hide a thing that there is is to refuse it, and is told of; of no thing there is nothing.
   */
  private OpsException hiding(Predicate<Reach> matches, OpsException unknown) {
    return held.somewhere() && matches.test(Reach.EVERYTHING) ? unknown.hiding() : unknown;
  }
}
