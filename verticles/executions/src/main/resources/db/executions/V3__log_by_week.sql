-- What is kept of the output, and for how long. The log is parted by the week in which executions were made, so
-- that old ones are dropped as a whole; attempts know the SHA-256 of all that was printed, also of what is not kept.

ALTER TABLE executions
  ADD COLUMN output_max_bytes bigint,
  ADD COLUMN retention_days   int;
COMMENT ON COLUMN executions.output_max_bytes IS 'How much of each stream of each attempt is kept, half of it head and half tail; null for all';
COMMENT ON COLUMN executions.retention_days IS 'How long its log is kept after its end, in days; 0 for ever, null as configured';

ALTER TABLE step_attempts
  ADD COLUMN stdout_digest bytea,
  ADD COLUMN stderr_digest bytea,
  ADD COLUMN stdout_sha256 bytea,
  ADD COLUMN stderr_sha256 bytea,
  ADD COLUMN stdout_head   bigint,
  ADD COLUMN stderr_head   bigint,
  ADD COLUMN stdout_tail   bigint,
  ADD COLUMN stderr_tail   bigint;
COMMENT ON COLUMN step_attempts.stdout_bytes IS 'How many bytes of it were taken: into the log, or where its head is full into output_tails';
COMMENT ON COLUMN step_attempts.stdout_digest IS 'How many bytes it covers (8 bytes), then the state of a SHA-256 over them (Bouncy Castle); null before the first, and where an earlier release took part';
COMMENT ON COLUMN step_attempts.stdout_sha256 IS 'Of the whole stream; null until it ended, and for what an earlier release stored';
COMMENT ON COLUMN step_attempts.stdout_head IS 'Where the part ends that was stored as it came; null while it may go on';
COMMENT ON COLUMN step_attempts.stdout_tail IS 'Where the part begins that was stored at the end; null before. What is between head and tail is not kept';

CREATE TABLE output_tails (
  task_id         uuid   NOT NULL,
  step            int    NOT NULL,
  attempt         int    NOT NULL,
  stream          text   NOT NULL CHECK (stream IN ('stdout', 'stderr')),
  stream_offset   bigint NOT NULL,
  organization_id uuid   NOT NULL,
  data            bytea  NOT NULL,
  PRIMARY KEY (task_id, step, attempt, stream, stream_offset)
);
COMMENT ON TABLE output_tails IS 'The last bytes of streams that have filled their head and still go on; moved to the log when they end';
ALTER TABLE output_tails ALTER COLUMN data SET STORAGE EXTERNAL;

ALTER TABLE log RENAME TO log_before;
ALTER TABLE log_before RENAME CONSTRAINT log_pkey TO log_before_pkey;
ALTER INDEX log_output RENAME TO log_before_output;

CREATE TABLE log (
  execution_id    uuid        NOT NULL,
  seq             bigint      NOT NULL,
  organization_id uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('state', 'task', 'output', 'elided', 'end')),
  state           text,
  counts          jsonb,
  task_id         uuid,
  exit_code       int,
  step            int,
  attempt         int,
  stream          text        CHECK (stream IN ('stdout', 'stderr')),
  stream_offset   bigint,
  data            bytea,
  elided          bigint,
  PRIMARY KEY (execution_id, seq)
) PARTITION BY RANGE (execution_id);
COMMENT ON TABLE log IS 'The ordered log of each execution, output included. No foreign keys: rows are written thousands at once under the lock of the execution, and never change. Every query names the execution, so that it looks into one partition';
COMMENT ON COLUMN log.seq IS 'From 1, without gaps';
COMMENT ON COLUMN log.state IS 'Of the execution for state and end, of the task for task';
COMMENT ON COLUMN log.stream_offset IS 'Of the first byte within the stream of that attempt of that step';
COMMENT ON COLUMN log.elided IS 'How many bytes of the stream are not kept';
-- Output is read in parts; compressing it costs more than it saves.
ALTER TABLE log ALTER COLUMN data SET STORAGE EXTERNAL;
-- Output of one stream by offset.
CREATE INDEX log_output ON log (task_id, stream, step, attempt, stream_offset) WHERE kind = 'output';

CREATE TABLE log_default PARTITION OF log DEFAULT;
COMMENT ON TABLE log_default IS 'What no partition was made for in time; moved to one when it is';

CREATE TABLE log_partitions (
  name       text        PRIMARY KEY,
  from_id    uuid        NOT NULL,
  to_id      uuid        NOT NULL,
  dropped_at timestamptz
);
COMMENT ON TABLE log_partitions IS 'The weeks of the log, also those that are gone';
COMMENT ON COLUMN log_partitions.from_id IS 'The least id that an execution of that week can have (RFC 9562, version 7: the time is in front)';
COMMENT ON COLUMN log_partitions.to_id IS 'Likewise of the next week';

-- The beginning of the week, Monday in UTC, in which an id was made.
CREATE FUNCTION log_week(id uuid) RETURNS timestamptz LANGUAGE sql STABLE AS $$
  SELECT date_trunc('week', to_timestamp(
    ('x0000' || left(replace(id::text, '-', ''), 12))::bit(64)::bigint / 1000.0), 'UTC')
$$;

CREATE FUNCTION log_bound(week timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT rpad(lpad(to_hex(greatest(0, extract(epoch FROM week) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- Makes the partition of a week unless there is or was one, with what the default partition holds of that week.
-- Attaching a table does not stop those who write to other partitions, as making one in its place would.
CREATE FUNCTION make_log_partition(week timestamptz) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
  made  text := to_char(week AT TIME ZONE 'UTC', '"log_"IYYY"w"IW');
  least uuid := log_bound(week);
  past  uuid := log_bound(week + interval '168 hours');
BEGIN
  IF EXISTS (SELECT FROM log_partitions WHERE name = made) THEN
    RETURN false;
  END IF;
  LOCK TABLE log_default IN ACCESS EXCLUSIVE MODE;
  EXECUTE format('CREATE TABLE %I (LIKE log INCLUDING ALL)', made);
  EXECUTE format('WITH moved AS (DELETE FROM log_default WHERE execution_id >= %L AND execution_id < %L RETURNING *)'
    ' INSERT INTO %I SELECT * FROM moved', least, past, made);
  EXECUTE format('ALTER TABLE log ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', made, least, past);
  INSERT INTO log_partitions (name, from_id, to_id) VALUES (made, least, past);
  RETURN true;
END $$;

CREATE FUNCTION drop_log_partition(gone text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TABLE %I', gone);
  UPDATE log_partitions SET dropped_at = clock_timestamp() WHERE name = gone;
END $$;

DO $$
DECLARE
  week timestamptz;
BEGIN
  FOR week IN
    SELECT log_week(id) FROM executions
    UNION SELECT date_trunc('week', now(), 'UTC') + weeks * interval '168 hours' FROM generate_series(0, 2) weeks
  LOOP
    PERFORM make_log_partition(week);
  END LOOP;
END $$;

INSERT INTO log SELECT *, NULL FROM log_before;
DROP TABLE log_before;
