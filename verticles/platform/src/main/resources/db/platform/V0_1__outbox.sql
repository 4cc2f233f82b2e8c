CREATE TABLE outbox (
  id         uuid        PRIMARY KEY,
  envelope   jsonb       NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  sent_at    timestamptz
);
COMMENT ON TABLE outbox IS 'Events of this service, written in the transaction of the change that they tell of';
COMMENT ON COLUMN outbox.sent_at IS 'When the consumer acknowledged it; null until then. Never decided by order of ids, which commit out of order';

-- The relay looks only for what is not sent.
CREATE INDEX outbox_unsent ON outbox (created_at) WHERE sent_at IS NULL;
-- The clean-up looks only for what was sent long ago.
CREATE INDEX outbox_sent ON outbox (sent_at) WHERE sent_at IS NOT NULL;
