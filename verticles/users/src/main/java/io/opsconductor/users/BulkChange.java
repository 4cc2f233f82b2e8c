package io.opsconductor.users;

import io.opsconductor.contracts.ErrorCategory;
import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.users.BulkAction;
import io.opsconductor.contracts.users.BulkItem;
import io.opsconductor.contracts.users.BulkOutcome;
import io.opsconductor.contracts.users.BulkResult;
import io.opsconductor.contracts.users.BulkUsers;
import io.opsconductor.contracts.users.UserSelection;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Does the same to several users, in one transaction: a preview does all of it too, and takes it
 * back. A user who must not be changed is left as is, by a savepoint, and the others are changed.
 */
final class BulkChange {
  private static final Set<ErrorCategory> REFUSALS =
      EnumSet.of(
          ErrorCategory.FORBIDDEN,
          ErrorCategory.NOT_FOUND,
          ErrorCategory.CONFLICT,
          ErrorCategory.INVALID);

  private final Db db;
  private final UserStore store;
  private final BulkSteps steps;
  private final ChangeUser changeUser;
  private final StopRuns runs;

  BulkChange(Db db, UserStore store, BulkSteps steps, ChangeUser changeUser, StopRuns runs) {
    this.db = db;
    this.store = store;
    this.steps = steps;
    this.changeUser = changeUser;
    this.runs = runs;
  }

  BulkResult handle(BulkUsers request, Call call) {
    steps.requireAllowed(request, call);
    BulkResult result;
    try {
      result = db.transaction(tx -> change(tx, request, call));
    } catch (TakenBack preview) {
      return preview.result;
    }
    return request.action() == BulkAction.DISABLE ? disabled(request, result, call) : result;
  }

  /** What a preview throws at its end, so that nothing of it is committed. */
  private static final class TakenBack extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient BulkResult result;

    TakenBack(BulkResult result) {
      super("A preview", null, false, false);
      this.result = result;
    }
  }

  private BulkResult change(Tx tx, BulkUsers request, Call call) {
    LastAdminStore.takeTurns(tx, call.organizationId());
    steps.requireKnown(tx, request, call);
    List<BulkItem> items = new ArrayList<>();
    for (UUID id : selected(tx, request.select(), call)) {
      items.add(changeOne(tx, id, request, call));
    }
    BulkResult result = BulkResult.of(request.asPreview(), items);
    if (request.expect() != null && request.expect() != result.changed()) {
      throw new OpsException(
          ErrorCode.SELECTION_CHANGED,
          "%d users would be changed now, not %d; nothing was done"
              .formatted(result.changed(), request.expect()));
    }
    if (request.asPreview()) {
      throw new TakenBack(result);
    }
    return result;
  }

  private Set<UUID> selected(Tx tx, UserSelection select, Call call) {
    Set<UUID> ids =
        new TreeSet<>(
            select.ids() != null
                ? select.ids()
                : store.matching(
                    tx, call.organizationId(), select.filter(), UserSelection.MOST + 1));
    if (ids.size() > UserSelection.MOST) {
      throw new OpsException(
          ErrorCode.SELECTION_TOO_LARGE,
          "The filter matches more than %d users; narrow it".formatted(UserSelection.MOST));
    }
    return ids;
  }

  private BulkItem changeOne(Tx tx, UUID id, BulkUsers request, Call call) {
    UserRow user = store.lock(tx, call.organizationId(), id).orElse(null);
    if (user == null) {
      return new BulkItem(
          id, null, BulkOutcome.REFUSED, ErrorCode.NOT_FOUND.wireName(), "There is no user " + id);
    }
    UserStore.markSavepoint(tx);
    try {
      boolean changed = steps.change(tx, user, request, call);
      return new BulkItem(
          id, user.username(), changed ? BulkOutcome.CHANGED : BulkOutcome.UNCHANGED, null, null);
    } catch (OpsException e) {
      if (!REFUSALS.contains(e.category())) {
        throw e;
      }
      UserStore.backToSavepoint(tx);
      return new BulkItem(id, user.username(), BulkOutcome.REFUSED, e.code(), e.getMessage());
    } finally {
      UserStore.releaseSavepoint(tx);
    }
  }

  /** Of those who were disabled before too: what was asked for may have been cut off then. */
  private BulkResult disabled(BulkUsers request, BulkResult result, Call call) {
    changeUser.endSessions(ids(result, EnumSet.of(BulkOutcome.CHANGED)), call);
    List<UUID> disabled = ids(result, EnumSet.of(BulkOutcome.CHANGED, BulkOutcome.UNCHANGED));
    boolean cancel = Boolean.TRUE.equals(request.cancelRunning());
    return disabled.isEmpty() ? result : result.with(runs.of(disabled, cancel, call));
  }

  private static List<UUID> ids(BulkResult result, Set<BulkOutcome> outcomes) {
    return result.items().stream()
        .filter(item -> outcomes.contains(item.outcome()))
        .map(BulkItem::id)
        .toList();
  }
}
