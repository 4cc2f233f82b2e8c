-- When somebody is disabled, what they started is counted, and cancelled where that is asked for.
CREATE INDEX executions_going_of_starter ON executions (organization_id, started_by_id, id)
  WHERE state IN ('queued', 'running', 'waiting', 'paused', 'cancelling');
