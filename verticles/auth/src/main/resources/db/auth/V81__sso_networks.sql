ALTER TABLE sso_sign_ins ADD COLUMN network text NOT NULL DEFAULT 'unknown' CHECK (length(network) <= 64);
COMMENT ON COLUMN sso_sign_ins.network IS 'Of the client that began it: the /24 or /56 of its address';

-- Those of one network are counted before it begins another one.
CREATE INDEX sso_sign_ins_of_network ON sso_sign_ins (network);
