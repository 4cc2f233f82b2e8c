CREATE TABLE sign_in_tallies (
  key          text        PRIMARY KEY,
  failures     integer     NOT NULL,
  failed_at    timestamptz,
  succeeded_at timestamptz,
  CHECK ((failed_at IS NULL) = (failures = 0))
);
COMMENT ON TABLE sign_in_tallies IS
  'Wrong passwords by name, by network and by both, also of names that do not exist, so without an organization. Removed 6 hours after the last failure, and 30 days after the last success';
COMMENT ON COLUMN sign_in_tallies.key IS
  'account:<hash of the name>, network:<address prefix> or pair:<hash of name and network>; the hashes are keyed';
COMMENT ON COLUMN sign_in_tallies.failures IS 'As of failed_at; one is forgotten every 10 minutes';
COMMENT ON COLUMN sign_in_tallies.succeeded_at IS 'Of a pair: when the name last signed in from the network, to the day';
