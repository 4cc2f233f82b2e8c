CREATE TABLE preferences (
  user_id         uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id uuid        NOT NULL REFERENCES organizations,
  chosen          jsonb       NOT NULL CHECK (jsonb_typeof(chosen) = 'object' AND length(chosen::text) <= 4096),
  version         integer     NOT NULL CHECK (version >= 1),
  updated_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE preferences IS 'How people like to see things; no row for those who chose nothing';
COMMENT ON COLUMN preferences.chosen IS 'Only what was chosen, so that a default can be another in a later release';
COMMENT ON COLUMN preferences.version IS 'One more with each change';
