CREATE TABLE password_history (
  id              uuid        PRIMARY KEY,
  user_id         uuid        NOT NULL,
  organization_id uuid        NOT NULL,
  hash            text        NOT NULL,
  replaced_at     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE password_history IS 'Former passwords that may not be used again; empty unless auth.password_history is set';
COMMENT ON COLUMN password_history.id IS 'Grows with time';
COMMENT ON COLUMN password_history.hash IS 'Argon2id in PHC string format';

-- The last ones of a user are asked for at each change.
CREATE INDEX password_history_user ON password_history (user_id, id);
