-- A row that was written before has none; a node of before that reads a token with scopes alone lets it do nothing.
ALTER TABLE api_tokens ADD COLUMN scopes jsonb NOT NULL DEFAULT '[]';
COMMENT ON COLUMN api_tokens.scopes IS 'permissions that hold for some objects only: [{permissions, object: {type, id or selector}}]';
