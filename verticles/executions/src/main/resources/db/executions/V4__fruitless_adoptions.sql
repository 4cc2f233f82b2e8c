-- A command that kills every worker that takes it over is given up some day.

ALTER TABLE tasks
  ADD COLUMN fruitless_adoptions int NOT NULL DEFAULT 0,
  ADD COLUMN lease_begun_at timestamptz;
COMMENT ON COLUMN tasks.fruitless_adoptions IS 'How many workers in a row took its command over and neither told anything new of it nor held it for a minute';
COMMENT ON COLUMN tasks.lease_begun_at IS 'When its current or last worker got it';
