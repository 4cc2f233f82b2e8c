-- Lock order, everywhere: rows of schedules by id, then rows of fires. The row of a schedule is the lock for its next
-- due time; claims pass over rows that are locked.

-- The one clock by which anything is due: the database's. Nodes with a wrong clock see the same time.
CREATE FUNCTION present() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE AS 'SELECT now()';

CREATE TABLE calendars (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  version         integer     NOT NULL CHECK (version >= 1),
  name            text        NOT NULL,
  definition      jsonb       NOT NULL,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  updated_by      text        NOT NULL
);
COMMENT ON TABLE calendars IS 'Windows that schedules share by name: times in which nothing runs, or outside of which nothing does';
COMMENT ON COLUMN calendars.definition IS 'The calendar as its author wrote it';

-- A name belongs to one calendar of an organization, in either case; the list is read in this order.
CREATE UNIQUE INDEX calendars_name ON calendars (organization_id, (lower(name) COLLATE "C"));

CREATE TABLE schedules (
  id              uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  version         integer     NOT NULL CHECK (version >= 1),
  name            text        NOT NULL,
  job_id          uuid        NOT NULL,
  zone            text        NOT NULL,
  enabled         boolean     NOT NULL,
  definition      jsonb       NOT NULL,
  anchor          timestamptz NOT NULL,
  owner_name      text        NOT NULL,
  run_as_id       uuid        NOT NULL,
  run_as_name     text        NOT NULL,
  run_as_account  boolean     NOT NULL,
  paused_at       timestamptz,
  paused_until    timestamptz,
  pause_reason    text,
  paused_by       text,
  stopped_reason  text,
  next_due_at     timestamptz,
  next_fire_at    timestamptz,
  condition       text        NOT NULL DEFAULT 'healthy' CHECK (condition IN ('healthy', 'late', 'failing')),
  problem         text,
  fired           bigint      NOT NULL DEFAULT 0,
  late            bigint      NOT NULL DEFAULT 0,
  skipped         bigint      NOT NULL DEFAULT 0,
  missed          bigint      NOT NULL DEFAULT 0,
  failed          bigint      NOT NULL DEFAULT 0,
  succeeded       bigint      NOT NULL DEFAULT 0,
  unsuccessful    bigint      NOT NULL DEFAULT 0,
  created_at      timestamptz NOT NULL,
  updated_at      timestamptz NOT NULL,
  updated_by      text        NOT NULL,
  deleted_at      timestamptz,
  CHECK ((next_due_at IS NULL) = (next_fire_at IS NULL)),
  CHECK (next_due_at IS NULL OR (enabled AND deleted_at IS NULL AND stopped_reason IS NULL))
) WITH (fillfactor = 80);
COMMENT ON TABLE schedules IS 'What is run when';
COMMENT ON COLUMN schedules.version IS 'Counts the edits: what was computed for another version does not fire';
COMMENT ON COLUMN schedules.definition IS 'The schedule as its author wrote it, with the defaults of its time filled in';
COMMENT ON COLUMN schedules.anchor IS 'From where an interval without an anchor of its own is counted: when it was first saved';
COMMENT ON COLUMN schedules.run_as_id IS 'User or service account in whose name it runs: whoever saved it last, or the account that is named in it';
COMMENT ON COLUMN schedules.paused_until IS 'When it goes on by itself; null when somebody must resume it';
COMMENT ON COLUMN schedules.stopped_reason IS 'Why it cannot run until somebody resumes it; null when it can';
COMMENT ON COLUMN schedules.next_due_at IS 'The first due time that nothing was decided about; null when nothing is due any more';
COMMENT ON COLUMN schedules.next_fire_at IS 'When that is to begin: next_due_at and the jitter';
COMMENT ON COLUMN schedules.condition IS 'How it did last, as long as nothing keeps it from running';

-- What is due: all that an idle node reads, once a second.
CREATE INDEX schedules_due ON schedules (next_fire_at) WHERE next_fire_at IS NOT NULL;
-- A name belongs to one schedule of an organization, in either case; the list is read in this order.
CREATE UNIQUE INDEX schedules_name ON schedules (organization_id, (lower(name) COLLATE "C")) WHERE deleted_at IS NULL;
-- The schedules of a job.
CREATE INDEX schedules_by_job ON schedules (organization_id, job_id) WHERE deleted_at IS NULL;

CREATE TABLE schedule_calendars (
  schedule_id     uuid NOT NULL REFERENCES schedules,
  calendar_id     uuid NOT NULL REFERENCES calendars,
  PRIMARY KEY (schedule_id, calendar_id)
);
COMMENT ON TABLE schedule_calendars IS 'Which calendars a schedule follows; none of a deleted one';
-- Whether a calendar may be deleted.
CREATE INDEX schedule_calendars_by_calendar ON schedule_calendars (calendar_id);

CREATE TABLE fires (
  schedule_id     uuid        NOT NULL REFERENCES schedules,
  due_at          timestamptz NOT NULL,
  organization_id uuid        NOT NULL,
  fire_at         timestamptz NOT NULL,
  state           text        NOT NULL CHECK (state IN ('starting', 'fired', 'late', 'skipped', 'missed', 'failed')),
  reason          text,
  detail          text,
  asked           boolean     NOT NULL DEFAULT false,
  decided_at      timestamptz NOT NULL DEFAULT present(),
  lateness_ms     bigint,
  execution_id    uuid,
  outcome         text,
  duration_ms     bigint,
  look_at         timestamptz,
  run             jsonb,
  deadline_at     timestamptz,
  try_at          timestamptz,
  tries           integer     NOT NULL DEFAULT 0,
  asked_until     timestamptz,
  PRIMARY KEY (schedule_id, due_at),
  CHECK ((state = 'starting') = (run IS NOT NULL)),
  CHECK ((state = 'starting') = (try_at IS NOT NULL)),
  CHECK ((state IN ('fired', 'late')) = (execution_id IS NOT NULL))
) WITH (fillfactor = 80);
COMMENT ON TABLE fires IS 'One row for every due time: what became of it. The primary key is why none fires twice';
COMMENT ON COLUMN fires.fire_at IS 'When it was to begin: due_at and the jitter';
COMMENT ON COLUMN fires.decided_at IS 'When it got its state';
COMMENT ON COLUMN fires.lateness_ms IS 'From fire_at to the beginning of the execution, or to decided_at when it is none; null while it is starting';
COMMENT ON COLUMN fires.outcome IS 'State in which the execution ended; null until then, and for a due time that is none';
COMMENT ON COLUMN fires.look_at IS 'When to look next whether the execution has ended; null when that is known';
COMMENT ON COLUMN fires.run IS 'What to run, as it was when it became due; null once it is decided';
COMMENT ON COLUMN fires.deadline_at IS 'When it is given up';
COMMENT ON COLUMN fires.try_at IS 'When to ask executions next; in the future while somebody is asking';
COMMENT ON COLUMN fires.tries IS 'How often it was taken to be asked for: the fencing token of whoever has it';
COMMENT ON COLUMN fires.asked_until IS 'Until when a request may still make it an execution whose answer nobody knows; null when it surely is none';

-- What is to be started.
CREATE INDEX fires_starting ON fires (try_at) WHERE state = 'starting';
-- Of one schedule, in the order in which they were due.
CREATE INDEX fires_starting_of_schedule ON fires (schedule_id, due_at) WHERE state = 'starting';
-- Executions whose end is not known.
CREATE INDEX fires_going ON fires (look_at) WHERE look_at IS NOT NULL;
-- What was due in a stretch of time, and what is old enough to be forgotten.
CREATE INDEX fires_by_time ON fires (due_at);
