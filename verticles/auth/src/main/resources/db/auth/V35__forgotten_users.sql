CREATE TABLE forgotten_users (
  user_id         uuid        PRIMARY KEY,
  organization_id uuid        NOT NULL,
  forgotten_at    timestamptz NOT NULL
);
COMMENT ON TABLE forgotten_users IS 'Users that were removed, or never finished: a password for one that comes late is refused. Kept for 30 days';

-- The clean-up looks for those of long ago.
CREATE INDEX forgotten_users_at ON forgotten_users (forgotten_at);

COMMENT ON COLUMN sessions.reason IS 'Why it was ended: logout, refresh_token_reused, password_changed, ended_by_user, ended_by_administrator, factor_added, factors_reset, user_deleted';
