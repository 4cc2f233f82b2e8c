CREATE TABLE sso_sign_ins (
  state_hash        bytea       PRIMARY KEY,
  organization_id   uuid        NOT NULL,
  provider          text        NOT NULL,
  binding_hash      bytea       NOT NULL,
  nonce             text        NOT NULL,
  verifier          bytea       NOT NULL,
  return_to         text        NOT NULL,
  program_port      integer,
  program_challenge text,
  created_at        timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  CHECK ((program_port IS NULL) = (program_challenge IS NULL))
);
COMMENT ON TABLE sso_sign_ins IS 'Sign-ins that go on at an OpenID provider; a row goes when the browser comes back';
COMMENT ON COLUMN sso_sign_ins.state_hash IS 'SHA-256 of the state, which the browser brings back and which is stored nowhere';
COMMENT ON COLUMN sso_sign_ins.binding_hash IS 'SHA-256 of what the browser keeps in a cookie: only it may go on';
COMMENT ON COLUMN sso_sign_ins.verifier IS 'Of PKCE; AES-256-GCM under a key derived from the master key: 12 bytes nonce, then ciphertext and tag';
COMMENT ON COLUMN sso_sign_ins.return_to IS 'Local path to which the browser goes after the sign-in';
COMMENT ON COLUMN sso_sign_ins.program_port IS 'On which a program waits on the loopback of the browser''s machine; null for none';
COMMENT ON COLUMN sso_sign_ins.program_challenge IS 'SHA-256, in base64url, of the verifier that the program will show';

-- The clean-up looks for those that are over.
CREATE INDEX sso_sign_ins_expiry ON sso_sign_ins (expires_at);

CREATE TABLE sso_codes (
  code_hash       bytea       PRIMARY KEY,
  organization_id uuid        NOT NULL,
  provider        text        NOT NULL,
  challenge       text        NOT NULL,
  identity        bytea       NOT NULL,
  created_at      timestamptz NOT NULL,
  expires_at      timestamptz NOT NULL
);
COMMENT ON TABLE sso_codes IS 'For programs whose user signed in with a browser; a row goes when its code is shown';
COMMENT ON COLUMN sso_codes.code_hash IS 'SHA-256 of the code, which itself is stored nowhere';
COMMENT ON COLUMN sso_codes.identity IS 'Who signed in, as JSON; encrypted as sso_sign_ins.verifier';

-- The clean-up looks for those that are over.
CREATE INDEX sso_codes_expiry ON sso_codes (expires_at);
