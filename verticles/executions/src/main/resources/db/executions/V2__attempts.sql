-- Attempts that outlive their worker. Each keeps how it ended; a task whose command runs on without a worker
-- waits for one, a step that failed waits for its next try, and what nobody can know waits for a person.

ALTER TABLE step_attempts
  ADD COLUMN state          text        NOT NULL DEFAULT 'dispatched' CHECK (state IN ('dispatched', 'started',
                                          'succeeded', 'failed', 'cancelled', 'timed_out', 'unreachable', 'lost')),
  ADD COLUMN mode           text        CHECK (mode IN ('reattach', 'direct')),
  ADD COLUMN boot_id        text,
  ADD COLUMN error_category text,
  ADD COLUMN error_message  text,
  ADD COLUMN stdout_source  bigint      NOT NULL DEFAULT 0,
  ADD COLUMN stderr_source  bigint      NOT NULL DEFAULT 0,
  ADD COLUMN dispatched_at  timestamptz,
  ADD COLUMN finished_at    timestamptz;
COMMENT ON TABLE step_attempts IS 'Tries of a step on a target; there from the moment it was dispatched, or failed before that';
COMMENT ON COLUMN step_attempts.finished IS 'Whether its output is at its end; how it ended may be told later';
COMMENT ON COLUMN step_attempts.mode IS 'What its command hangs on; null when nothing was dispatched, or by a release that did not tell: then the connection';
COMMENT ON COLUMN step_attempts.boot_id IS 'Of the target when it was dispatched; null when it is not known';
COMMENT ON COLUMN step_attempts.stdout_source IS 'Position in the target''s own stream, in bytes, up to which everything is stored; not stdout_bytes where something was masked';
COMMENT ON COLUMN step_attempts.dispatched_at IS 'Null when nothing was dispatched';

UPDATE step_attempts s
SET state = CASE WHEN s.exit_code = 0 THEN 'succeeded'
                 WHEN s.exit_code IS NOT NULL THEN 'failed'
                 WHEN t.state IN ('succeeded', 'failed', 'cancelled', 'timed_out', 'unreachable', 'lost') THEN t.state
                 ELSE 'dispatched' END,
    mode = 'direct', stdout_source = s.stdout_bytes, stderr_source = s.stderr_bytes,
    dispatched_at = t.started_at, finished_at = t.finished_at
FROM tasks t WHERE t.id = s.task_id;

ALTER TABLE tasks
  ADD COLUMN step            int         NOT NULL DEFAULT 0,
  ADD COLUMN step_tries      int         NOT NULL DEFAULT 0,
  ADD COLUMN next_attempt_at timestamptz NOT NULL DEFAULT '-infinity';
COMMENT ON COLUMN tasks.step IS 'The step that is under way or comes next, from 0: those before it are done';
COMMENT ON COLUMN tasks.step_tries IS 'How many attempts of that step have failed and were followed by another';
COMMENT ON COLUMN tasks.next_attempt_at IS 'A pending task is not given out before';

UPDATE tasks t
SET step = (SELECT max(CASE WHEN s.state = 'succeeded' THEN s.step + 1 ELSE s.step END)
            FROM step_attempts s WHERE s.task_id = t.id AND s.attempt = t.attempt)
WHERE t.state = 'running' AND t.phase = 'dispatched'
  AND EXISTS (SELECT FROM step_attempts s WHERE s.task_id = t.id AND s.attempt = t.attempt);

ALTER TABLE tasks
  DROP CONSTRAINT tasks_phase_check,
  DROP CONSTRAINT tasks_check1,
  ADD CONSTRAINT tasks_phase_check CHECK (phase IN ('claimed', 'dispatched', 'orphaned')),
  ADD CONSTRAINT tasks_holder_check CHECK ((phase IN ('claimed', 'dispatched') AND phase IS NOT NULL) = (lease_node IS NOT NULL));
COMMENT ON COLUMN tasks.phase IS 'claimed: nothing was started; dispatched: the command may have been sent; orphaned: likewise, and no worker has it';
COMMENT ON COLUMN tasks.lease_until IS 'End of the lease by this database''s clock; of an orphaned task when it is given up. In no index, so that a renewal stays a cheap change within the page';

-- Claims take pending tasks that are due, those that were never tried first, in order.
DROP INDEX tasks_pending;
CREATE INDEX tasks_pending ON tasks (execution_id, next_attempt_at, ordinal) WHERE state = 'pending';
-- Claims look first for what has lost its worker; nearly always there is nothing.
CREATE INDEX tasks_orphaned ON tasks (execution_id) WHERE phase = 'orphaned';
