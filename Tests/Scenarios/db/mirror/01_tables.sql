-- A second database, so that a stopped group there must leave the other group running.
CREATE TABLE item_mirror (
  id bigint PRIMARY KEY,
  label text NOT NULL CHECK (label <> 'poison')
);
