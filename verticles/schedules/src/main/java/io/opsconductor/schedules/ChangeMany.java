package io.opsconductor.schedules;

import io.opsconductor.contracts.ErrorCode;
import io.opsconductor.contracts.OpsException;
import io.opsconductor.contracts.schedules.BulkSchedules;
import io.opsconductor.contracts.schedules.ListSchedules;
import io.opsconductor.contracts.schedules.ScheduleBulkAction;
import io.opsconductor.contracts.schedules.ScheduleBulkItem;
import io.opsconductor.contracts.schedules.ScheduleBulkOutcome;
import io.opsconductor.contracts.schedules.ScheduleBulkResult;
import io.opsconductor.contracts.schedules.ScheduleSelection;
import io.opsconductor.platform.bus.Call;
import io.opsconductor.platform.database.Db;
import io.opsconductor.platform.database.Tx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Does the same to several schedules, all in one transaction. A preview is the same work, rolled
 * back, so that it cannot promise anything else than what would happen.
 */
final class ChangeMany {
  private final Db db;
  private final ScheduleStore store;
  private final ScheduleAccess access;
  private final CheckSchedule check;
  private final PauseSchedules pause;
  private final SaveSchedule save;

  ChangeMany(
      Db db,
      ScheduleStore store,
      ScheduleAccess access,
      CheckSchedule check,
      PauseSchedules pause,
      SaveSchedule save) {
    this.db = db;
    this.store = store;
    this.access = access;
    this.check = check;
    this.pause = pause;
    this.save = save;
  }

  /** Carries what a preview found out of the transaction that is given up. */
  private static final class Previewed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient ScheduleBulkResult result;

    Previewed(ScheduleBulkResult result) {
      super(null, null, false, false);
      this.result = result;
    }
  }

  ScheduleBulkResult handle(BulkSchedules request, Call call) {
    List<ScheduleRow> selected = select(request.select(), call);
    ScheduleAccess.Allowed write = access.toWrite(call);
    Map<UUID, String> refused = refused(selected, request.action(), call);
    try {
      return db.transaction(
          tx -> {
            ScheduleBulkResult result =
                ScheduleBulkResult.of(
                    request.asPreview(),
                    change(tx, selected, request, new Judged(write, refused), call));
            requireExpected(request, result);
            if (request.asPreview()) {
              throw new Previewed(result);
            }
            return result;
          });
    } catch (Previewed previewed) {
      return previewed.result;
    }
  }

  /**
   * What the caller may do.
   *
   * @param refused why some of them must not be started, by their ids
   */
  private record Judged(ScheduleAccess.Allowed write, Map<UUID, String> refused) {}

  /** To switch one on, or to have a stopped one go on, is to have it run. */
  private Map<UUID, String> refused(
      List<ScheduleRow> selected, ScheduleBulkAction action, Call call) {
    Map<UUID, String> refused = new HashMap<>();
    for (ScheduleRow row : selected) {
      boolean starts =
          switch (action) {
            case ENABLE -> !row.definition().enabled();
            case RESUME -> row.stoppedReason() != null;
            case PAUSE, DISABLE -> false;
          };
      if (starts) {
        check.refusal(row.definition(), call).ifPresent(why -> refused.put(row.id(), why));
      }
    }
    return refused;
  }

  private List<ScheduleRow> select(ScheduleSelection select, Call call) {
    ListSchedules asked = new ListSchedules(null, null, null, null, select.selector());
    List<ScheduleRow> found =
        store.list(
            db,
            call.organizationId(),
            asked,
            select.ids(),
            null,
            ScheduleSelection.MOST + 1,
            access.readable(call));
    if (found.size() > ScheduleSelection.MOST) {
      throw new OpsException(
          ErrorCode.SELECTION_TOO_LARGE,
          "More than %d schedules match".formatted(ScheduleSelection.MOST));
    }
    if (select.ids() != null) {
      select.ids().stream()
          .filter(id -> found.stream().noneMatch(row -> row.id().equals(id)))
          .findFirst()
          .ifPresent(
              id -> {
                throw ScheduleAccess.unknown(id);
              });
    }
    return found;
  }

  private List<ScheduleBulkItem> change(
      Tx tx, List<ScheduleRow> selected, BulkSchedules request, Judged judged, Call call) {
    List<ScheduleBulkItem> items = new ArrayList<>();
    // Locked in the order of their ids, as everywhere.
    for (ScheduleRow one :
        selected.stream().sorted(Comparator.comparing(ScheduleRow::id)).toList()) {
      store
          .lock(tx, call.organizationId(), one.id())
          .ifPresent(row -> items.add(change(tx, row, request, judged, call)));
    }
    items.sort(Comparator.comparing(ScheduleBulkItem::name, String.CASE_INSENSITIVE_ORDER));
    return items;
  }

  private ScheduleBulkItem change(
      Tx tx, ScheduleRow row, BulkSchedules request, Judged judged, Call call) {
    try {
      judged.write().require(tx, row.id());
    } catch (OpsException e) {
      return item(row, ScheduleBulkOutcome.REFUSED, e.getMessage());
    }
    String refused = judged.refused().get(row.id());
    if (refused != null) {
      return item(row, ScheduleBulkOutcome.REFUSED, refused);
    }
    boolean changed =
        switch (request.action()) {
          case PAUSE -> pause.pause(tx, row, request.reason(), request.until(), call);
          case RESUME -> pause.resume(tx, row, call);
          case ENABLE, DISABLE ->
              save.enable(tx, row, request.action() == ScheduleBulkAction.ENABLE, call);
        };
    ScheduleRow after = store.find(tx, call.organizationId(), row.id()).orElseThrow();
    return item(after, changed ? ScheduleBulkOutcome.CHANGED : ScheduleBulkOutcome.UNCHANGED, null);
  }

  private static ScheduleBulkItem item(
      ScheduleRow row, ScheduleBulkOutcome outcome, String detail) {
    return new ScheduleBulkItem(row.id(), row.name(), outcome, row.standing().nextDueAt(), detail);
  }

  private static void requireExpected(BulkSchedules request, ScheduleBulkResult result) {
    Integer expected = request.expect();
    if (expected != null && expected != result.changed() && !request.asPreview()) {
      throw new OpsException(
          ErrorCode.SELECTION_CHANGED,
          "%d schedules would be changed, not %d; none was".formatted(result.changed(), expected));
    }
  }
}
