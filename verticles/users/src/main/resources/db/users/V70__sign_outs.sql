CREATE TABLE sign_outs (
  user_id         uuid        PRIMARY KEY REFERENCES users ON DELETE CASCADE,
  organization_id uuid        NOT NULL,
  asked_at        timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE sign_outs IS 'Users who were disabled and whose sessions auth has still to end: nobody of them is enabled before';
