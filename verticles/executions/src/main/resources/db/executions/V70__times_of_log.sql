-- Entries that are older than this column have no time: nobody knows it any more.
ALTER TABLE log ADD COLUMN stored_at timestamptz;
ALTER TABLE log ALTER COLUMN stored_at SET DEFAULT statement_timestamp();
COMMENT ON COLUMN log.stored_at IS 'When the entry was stored, by the clock of the database; null for what was stored before that was kept';
