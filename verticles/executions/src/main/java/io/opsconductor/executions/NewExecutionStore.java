package io.opsconductor.executions;

import io.opsconductor.contracts.CallerContext;
import io.opsconductor.contracts.Wire;
import io.opsconductor.platform.database.Tx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Adds to the table executions. */
final class NewExecutionStore {
  /** What runs of the same job have in common is sent to the database once. */
  private static final class Specs {
    private final IdentityHashMap<RunSpec, Integer> places = new IdentityHashMap<>();
    private final List<String> texts = new ArrayList<>();

    /** From 1, as the database counts. */
    int place(RunSpec spec) {
      return places.computeIfAbsent(
          spec,
          unseen -> {
            texts.add(Wire.encodeString(unseen));
            return texts.size();
          });
    }

    String text(int place) {
      return texts.get(place - 1);
    }
  }

  /** An execution as its row says it. */
  private record NewRow(NewExecution execution, int spec, int bytes, String parameters) {
    static NewRow of(NewExecution execution, Specs specs) {
      int spec = specs.place(execution.spec());
      String parameters = Wire.encodeString(execution.parameters());
      int bytes = utf8Length(specs.text(spec)) + utf8Length(parameters);
      return new NewRow(execution, spec, bytes, parameters);
    }

    <T> T ofDue(Function<NewExecution.Due, T> value) {
      return execution.due() == null ? null : value.apply(execution.due());
    }
  }

  /**
   * Makes those that can be, in this order.
   *
   * @return when each was made; without those whose due time is an execution already, and those
   *     that another run of their schedule is in the way of
   */
  Map<UUID, Instant> insert(Tx tx, List<NewExecution> executions, CallerContext.User user) {
    Specs specs = new Specs();
    List<NewRow> rows = executions.stream().map(one -> NewRow.of(one, specs)).toList();
    Map<UUID, Instant> made = new HashMap<>();
    tx.run(
            NewExecutionSql.INSERT,
            user.organizationId(),
            user.username(),
            user.id(),
            specs.texts.toArray(String[]::new),
            Columns.of(executions, UUID[]::new, NewExecution::id),
            Columns.of(executions, UUID[]::new, NewExecution::jobId),
            Columns.of(executions, Integer[]::new, NewExecution::jobVersion),
            Columns.of(executions, String[]::new, NewExecution::name),
            Columns.of(rows, Integer[]::new, NewRow::spec),
            Columns.of(rows, Integer[]::new, NewRow::bytes),
            Columns.of(rows, String[]::new, NewRow::parameters),
            Columns.of(executions, Integer[]::new, one -> one.spec().strategy().parallelism()),
            Columns.of(executions, Integer[]::new, one -> one.spec().timeoutSeconds()),
            Columns.of(executions, UUID[]::new, NewExecution::rerunOf),
            Columns.of(executions, Integer[]::new, one -> one.targets().size()),
            Columns.of(executions, Long[]::new, one -> OutputLimit.maxBytes(one.spec().output())),
            Columns.of(executions, Integer[]::new, one -> one.spec().retentionDays()),
            Columns.of(executions, String[]::new, NewExecutionStore::credentials),
            Columns.of(rows, UUID[]::new, row -> row.ofDue(NewExecution.Due::scheduleId)),
            Columns.of(rows, OffsetDateTime[]::new, row -> row.ofDue(NewExecutionStore::dueAt)),
            Columns.of(rows, Boolean[]::new, row -> isAlone(row.execution())),
            Columns.of(executions, Boolean[]::new, NewExecution::hasOwnTargets))
        .forEach(
            row -> made.put(row.getUUID("id"), row.getOffsetDateTime("created_at").toInstant()));
    return made;
  }

  /** An array as text, because there are no arrays of arrays of unlike length; null for any. */
  private static String credentials(NewExecution execution) {
    List<UUID> ids = execution.permitted().credentialIds();
    return ids == null
        ? null
        : ids.stream().map(UUID::toString).collect(Collectors.joining(",", "{", "}"));
  }

  private static OffsetDateTime dueAt(NewExecution.Due due) {
    return due.dueAt().atOffset(ZoneOffset.UTC);
  }

  private static boolean isAlone(NewExecution execution) {
    return execution.due() != null && execution.due().alone();
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
