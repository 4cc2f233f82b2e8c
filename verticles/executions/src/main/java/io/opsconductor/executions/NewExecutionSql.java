package io.opsconductor.executions;

/** The statement that makes executions. */
final class NewExecutionSql {
  private NewExecutionSql() {}

  /**
   * In the order of the arrays. Those whose due time is an execution already, or that may not be
   * beside another run of their schedule, are left out. The first entry of the log is written with
   * each.
   */
  static final String INSERT =
      """
      INSERT INTO executions (id, organization_id, state, job_id, job_version, name, spec, spec_bytes,
        parameters, parallelism, timeout_s, started_by, started_by_id, rerun_of, deadline_at, last_seq,
        total, pending, output_max_bytes, retention_days, credential_ids,
        schedule_id, schedule_due_at, schedule_alone, own_targets)
      SELECT u.id, $1, 'queued', u.job_id, u.job_version, u.name, (($4::text[])[u.spec])::jsonb,
        u.spec_bytes, u.parameters::jsonb, u.parallelism, u.timeout_s, $2, $3, u.rerun_of,
        now() + u.timeout_s * interval '1 second', 1, u.total, u.total, u.output_max_bytes,
        u.retention_days, u.credential_ids::uuid[], u.schedule_id, u.schedule_due_at, u.schedule_alone,
        u.own_targets
      FROM unnest($5::uuid[], $6::uuid[], $7::int[], $8::text[], $9::int[], $10::int[], $11::text[],
        $12::int[], $13::int[], $14::uuid[], $15::int[], $16::bigint[], $17::int[], $18::text[],
        $19::uuid[], $20::timestamptz[], $21::boolean[], $22::boolean[])
        AS u(id, job_id, job_version, name, spec, spec_bytes, parameters, parallelism, timeout_s,
             rerun_of, total, output_max_bytes, retention_days, credential_ids,
             schedule_id, schedule_due_at, schedule_alone, own_targets)
      ON CONFLICT DO NOTHING
      RETURNING id, created_at\
      """;
}
