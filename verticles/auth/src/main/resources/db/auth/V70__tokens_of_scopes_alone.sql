-- What a token is good for may stand in its scopes alone.
ALTER TABLE api_tokens DROP CONSTRAINT api_tokens_permissions_check;
ALTER TABLE api_tokens ADD CONSTRAINT api_tokens_for_something
  CHECK (cardinality(permissions) > 0 OR scopes <> '[]'::jsonb);
