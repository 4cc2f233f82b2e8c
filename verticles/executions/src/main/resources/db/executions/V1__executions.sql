-- Lock order, everywhere: rows of executions by id, then rows of tasks by id. The row of an execution is the
-- lock for all that belongs to it; only the renewal of a lease changes a task without it.

CREATE TABLE executions (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  state           text        NOT NULL CHECK (state IN ('queued', 'running', 'waiting', 'paused', 'cancelling',
                                'succeeded', 'failed', 'cancelled', 'timed_out', 'lost')),
  job_id          uuid,
  job_version     int,
  name            text        NOT NULL,
  spec            jsonb       NOT NULL,
  spec_bytes      int         NOT NULL,
  parameters      jsonb       NOT NULL,
  parallelism     int         NOT NULL CHECK (parallelism > 0),
  timeout_s       int         NOT NULL CHECK (timeout_s > 0),
  started_by      text        NOT NULL,
  started_by_id   uuid        NOT NULL,
  rerun_of        uuid,
  end_reason      text        CHECK (end_reason IN ('cancel', 'time_out')),
  created_at      timestamptz NOT NULL DEFAULT now(),
  deadline_at     timestamptz NOT NULL,
  started_at      timestamptz,
  finished_at     timestamptz,
  last_claim_at   timestamptz NOT NULL DEFAULT now(),
  last_seq        bigint      NOT NULL,
  total           int         NOT NULL,
  pending         int         NOT NULL CHECK (pending >= 0),
  running         int         NOT NULL DEFAULT 0 CHECK (running >= 0),
  waiting         int         NOT NULL DEFAULT 0,
  succeeded       int         NOT NULL DEFAULT 0,
  failed          int         NOT NULL DEFAULT 0,
  cancelled       int         NOT NULL DEFAULT 0,
  timed_out       int         NOT NULL DEFAULT 0,
  unreachable     int         NOT NULL DEFAULT 0,
  skipped         int         NOT NULL DEFAULT 0,
  lost            int         NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
COMMENT ON TABLE executions IS 'Runs of a job, or of a command or script without a job';
COMMENT ON COLUMN executions.spec IS 'Exactly what is run: steps, definition of the parameters, strategy; never changes';
COMMENT ON COLUMN executions.spec_bytes IS 'Length of spec and parameters as text, in bytes';
COMMENT ON COLUMN executions.parameters IS 'Name to text, as they reach the target';
COMMENT ON COLUMN executions.timeout_s IS 'Wall-clock limit of the whole, counted from created_at, in seconds';
COMMENT ON COLUMN executions.end_reason IS 'Why it is to end early; null when nobody and nothing asked';
COMMENT ON COLUMN executions.last_claim_at IS 'When tasks of it were last given out: claims rotate by it';
COMMENT ON COLUMN executions.last_seq IS 'Newest entry of its log; the first is 1';
COMMENT ON COLUMN executions.pending IS 'How many of its tasks stand there; so for every state of tasks';

-- The list, newest first; ids sort by the time they were made.
CREATE INDEX executions_by_organization ON executions (organization_id, id DESC);
-- The list of one job's executions.
CREATE INDEX executions_by_job ON executions (organization_id, job_id, id DESC) WHERE job_id IS NOT NULL;
-- The list of the executions in one state.
CREATE INDEX executions_by_state ON executions (organization_id, state, id DESC);
-- A claim looks only at what has something to give out, least recently served first.
CREATE INDEX executions_claimable ON executions (last_claim_at, id) WHERE state IN ('queued', 'running') AND pending > 0;
-- The sweep looks for time-outs.
CREATE INDEX executions_deadline ON executions (deadline_at) WHERE state IN ('queued', 'running', 'waiting', 'paused') AND end_reason IS NULL;

CREATE TABLE tasks (
  id              uuid        PRIMARY KEY,
  execution_id    uuid        NOT NULL REFERENCES executions,
  organization_id uuid        NOT NULL,
  ordinal         int         NOT NULL,
  target_id       uuid        NOT NULL,
  target_name     text        NOT NULL,
  host            text        NOT NULL,
  port            int         NOT NULL,
  state           text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'running', 'waiting', 'succeeded',
                                'failed', 'cancelled', 'timed_out', 'unreachable', 'skipped', 'lost')),
  phase           text        CHECK (phase IN ('claimed', 'dispatched')),
  attempt         int         NOT NULL DEFAULT 0,
  fence           bigint      NOT NULL DEFAULT 0,
  lease_node      text,
  lease_epoch     text,
  lease_until     timestamptz,
  credential_id   uuid,
  report_number   bigint      NOT NULL DEFAULT 0,
  exit_code       int,
  error_category  text,
  error_message   text,
  cancel          text        CHECK (cancel IN ('confirmed', 'unconfirmed')),
  note            text,
  started_at      timestamptz,
  finished_at     timestamptz,
  UNIQUE (execution_id, ordinal),
  CHECK ((state = 'running') = (phase IS NOT NULL)),
  CHECK ((state = 'running') = (lease_node IS NOT NULL)),
  CHECK ((state = 'running') = (lease_until IS NOT NULL))
) WITH (fillfactor = 70);
COMMENT ON TABLE tasks IS 'An execution on one target, and the lease of the worker that has it';
COMMENT ON COLUMN tasks.ordinal IS 'Place in the order of the targets, from 0';
COMMENT ON COLUMN tasks.phase IS 'claimed: nothing was started; dispatched: the command may have been sent';
COMMENT ON COLUMN tasks.fence IS 'Fencing token: one more with each lease';
COMMENT ON COLUMN tasks.lease_until IS 'End of the lease by this database''s clock. In no index, so that a renewal stays a cheap change within the page';
COMMENT ON COLUMN tasks.credential_id IS 'What the target needed when the lease was given: all that its holder may ask of secrets';
COMMENT ON COLUMN tasks.report_number IS 'Newest stored report of this lease';

-- Claims take pending tasks in order.
CREATE INDEX tasks_pending ON tasks (execution_id, ordinal) WHERE state = 'pending';
-- The sweep looks at every lease.
CREATE INDEX tasks_running ON tasks (execution_id) WHERE state = 'running';
-- Whether a target may be deleted.
CREATE INDEX tasks_by_target ON tasks (target_id, execution_id);

CREATE TABLE step_attempts (
  task_id         uuid        NOT NULL REFERENCES tasks,
  step            int         NOT NULL,
  attempt         int         NOT NULL,
  organization_id uuid        NOT NULL,
  exit_code       int,
  finished        boolean     NOT NULL DEFAULT false,
  stdout_bytes    bigint      NOT NULL DEFAULT 0,
  stdout_carry    bytea       NOT NULL DEFAULT '',
  stderr_bytes    bigint      NOT NULL DEFAULT 0,
  stderr_carry    bytea       NOT NULL DEFAULT '',
  PRIMARY KEY (task_id, step, attempt)
) WITH (fillfactor = 70);
COMMENT ON TABLE step_attempts IS 'Tries of a step on a target; there from the moment it was dispatched';
COMMENT ON COLUMN step_attempts.step IS 'From 0';
COMMENT ON COLUMN step_attempts.attempt IS 'From 1: the attempt of the task';
COMMENT ON COLUMN step_attempts.stdout_bytes IS 'How many bytes of it are in the log';
COMMENT ON COLUMN step_attempts.stdout_carry IS 'Beginning of a code point whose rest has not come, at most 3 bytes; follows what is in the log';

CREATE TABLE log (
  execution_id    uuid        NOT NULL,
  seq             bigint      NOT NULL,
  organization_id uuid        NOT NULL,
  kind            text        NOT NULL CHECK (kind IN ('state', 'task', 'output', 'end')),
  state           text,
  counts          jsonb,
  task_id         uuid,
  exit_code       int,
  step            int,
  attempt         int,
  stream          text        CHECK (stream IN ('stdout', 'stderr')),
  stream_offset   bigint,
  data            bytea,
  PRIMARY KEY (execution_id, seq)
);
COMMENT ON TABLE log IS 'The ordered log of each execution, output included. No foreign keys: rows are written thousands at once under the lock of the execution, and never change';
COMMENT ON COLUMN log.seq IS 'From 1, without gaps';
COMMENT ON COLUMN log.state IS 'Of the execution for state and end, of the task for task';
COMMENT ON COLUMN log.stream_offset IS 'Of the first byte within the stream of that attempt of that step';
-- Output is read in parts; compressing it costs more than it saves.
ALTER TABLE log ALTER COLUMN data SET STORAGE EXTERNAL;

-- Output of one stream by offset.
CREATE INDEX log_output ON log (task_id, stream, step, attempt, stream_offset) WHERE kind = 'output';

CREATE TABLE idempotency (
  user_id         uuid        NOT NULL,
  operation       text        NOT NULL,
  key             text        NOT NULL,
  organization_id uuid        NOT NULL,
  body_hash       text        NOT NULL,
  execution_id    uuid        NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (user_id, operation, key)
);
COMMENT ON TABLE idempotency IS 'Requests that may be repeated, for 24 hours';
COMMENT ON COLUMN idempotency.body_hash IS 'Of the request as the client sent it, and what it was sent to';

-- The clean-up looks for old rows.
CREATE INDEX idempotency_age ON idempotency (created_at);
