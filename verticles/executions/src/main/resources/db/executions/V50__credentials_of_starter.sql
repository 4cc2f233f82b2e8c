ALTER TABLE executions ADD COLUMN credential_ids uuid[];
COMMENT ON COLUMN executions.credential_ids IS 'What whoever started it was allowed to sign in with, as it was asked then; null for whatever its targets need';
