ALTER TABLE executions
  ADD COLUMN schedule_id uuid,
  ADD COLUMN schedule_due_at timestamptz,
  ADD COLUMN schedule_alone boolean NOT NULL DEFAULT false,
  ADD CHECK ((schedule_id IS NULL) = (schedule_due_at IS NULL)),
  ADD CHECK (schedule_id IS NOT NULL OR NOT schedule_alone);
COMMENT ON COLUMN executions.schedule_id IS 'The schedule whose run it is; null when somebody started it, a rerun included';
COMMENT ON COLUMN executions.schedule_due_at IS 'The due time of the schedule that it runs for';
COMMENT ON COLUMN executions.schedule_alone IS 'Whether no other run of the schedule that is alone may go on beside it';

-- A due time becomes one execution for ever, whoever asks how often.
CREATE UNIQUE INDEX executions_by_due_time ON executions (schedule_id, schedule_due_at) WHERE schedule_id IS NOT NULL;
-- Decides about overlaps. Every execution comes to its end, so that none is in the way for ever.
CREATE UNIQUE INDEX executions_alone ON executions (schedule_id)
  WHERE schedule_alone AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelling');
-- Whether a run of a schedule is going on, among its many that are over.
CREATE INDEX executions_going_of_schedule ON executions (schedule_id)
  WHERE schedule_id IS NOT NULL AND state IN ('queued', 'running', 'waiting', 'paused', 'cancelling');
