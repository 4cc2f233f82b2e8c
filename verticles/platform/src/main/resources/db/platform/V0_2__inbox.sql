CREATE TABLE inbox (
  source      text        NOT NULL,
  id          uuid        NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (source, id)
);
COMMENT ON TABLE inbox IS 'Events of other services that were applied here, so that one that comes again is passed over';

-- The clean-up looks only for what came long ago.
CREATE INDEX inbox_received ON inbox (received_at);
