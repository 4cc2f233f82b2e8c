package io.opsconductor.users;

import io.opsconductor.contracts.auth.AuthOperations;
import io.opsconductor.contracts.auth.ForgetUser;
import io.opsconductor.platform.bus.BusClient;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import io.opsconductor.platform.fault.FaultPoint;
import io.opsconductor.platform.outbox.Change;
import io.opsconductor.platform.outbox.Outbox;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The making of a user, which is in two services. What becomes of it is in a row of {@code
 * user_creations}, from the name's being taken until nothing is left to do, so that a kill between
 * any two steps leaves something that {@link FinishCreations} ends:
 *
 * <pre>
 *   begun ── auth has the password ──▶ password_stored ──▶ the user is there; no row
 *     │
 *     └── refused, failed, or nobody worked on it for a minute ──▶ undoing
 *                                  ── auth has forgotten the user ──▶ the name is free; no row
 * </pre>
 *
 * Every step may be done twice. The password itself is never stored here: a making of which it is
 * not known whether auth has the password is undone. Auth refuses a password that comes after it
 * forgot the user.
 */
final class UserCreation {
  private final Db db;
  private final UserStore users;
  private final CreationStore store;
  private final BusClient bus;
  private final Outbox outbox;
  private final Consumer<FaultPoint> passed;

  /**
   * Of all users.
   *
   * @param passed told of each step that is done
   */
  UserCreation(
      Db db,
      UserStore users,
      CreationStore store,
      BusClient bus,
      Outbox outbox,
      Consumer<FaultPoint> passed) {
    this.db = db;
    this.users = users;
    this.store = store;
    this.bus = bus;
    this.outbox = outbox;
    this.passed = passed;
  }

  /** Writes down, in the transaction that takes the name, that there is something to end. */
  void begin(Tx tx, CreationRow creation) {
    store.begin(tx, creation);
    tx.afterCommit(() -> passed.accept(FaultPoint.USERS_CREATION_BEGUN));
  }

  /** Notes that auth has the password; false when the making was given up meanwhile. */
  boolean passwordStored(UUID id) {
    passed.accept(FaultPoint.USERS_PASSWORD_STORED);
    boolean noted = store.move(id, CreationRow.State.BEGUN, CreationRow.State.PASSWORD_STORED);
    passed.accept(FaultPoint.USERS_PASSWORD_NOTED);
    return noted;
  }

  /** Makes the user be there, with the event; does nothing when that was done. */
  void finish(UUID id) {
    db.transaction(
        tx -> {
          Optional<CreationRow> creation = store.find(tx, id);
          if (creation.isPresent() && store.end(tx, id, CreationRow.State.PASSWORD_STORED)) {
            users.activate(tx, id);
            UserRow made = users.lock(tx, creation.get().organizationId(), id).orElseThrow();
            tell(tx, creation.get(), "user.created", Change.made(UserFacts.of(made)));
          }
          return id;
        });
    passed.accept(FaultPoint.USERS_CREATION_FINISHED);
  }

  /** Says that it is given up, unless auth is known to have the password. */
  boolean giveUp(UUID id) {
    boolean given = store.move(id, CreationRow.State.BEGUN, CreationRow.State.UNDOING);
    passed.accept(FaultPoint.USERS_CREATION_ABANDONED);
    return given;
  }

  /** Has auth forget a user whose making was given up, or who was deleted, and frees the name. */
  void undo(UUID id, UUID organizationId) {
    bus.call(AuthOperations.FORGET_USER, new ForgetUser(id, organizationId));
    passed.accept(FaultPoint.USERS_PASSWORD_FORGOTTEN);
    db.transaction(
        tx -> {
          Optional<CreationRow> creation = store.find(tx, id);
          if (store.end(tx, id, CreationRow.State.UNDOING)) {
            tell(tx, creation.orElseThrow(), "user.creation_undone", undone(tx, id));
            users.removeProvisioning(tx, id);
          } else if (store.end(tx, id, CreationRow.State.REMOVING)) {
            users.removeProvisioning(tx, id);
          }
          return id;
        });
  }

  private Change undone(Tx tx, UUID id) {
    return Change.removed(Map.of("roles", users.roles(tx, id)));
  }

  private void tell(Tx tx, CreationRow creation, String event, Change change) {
    outbox.add(
        tx,
        creation.cause(),
        event,
        "user",
        creation.id(),
        change.with("username", creation.username()).data());
  }
}
