ALTER TABLE executions ADD COLUMN own_targets boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN executions.own_targets IS 'Whether it runs a job on other targets than the job''s: then nothing is permitted through the job, also when it is run again';
