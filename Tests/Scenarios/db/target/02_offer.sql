CREATE TABLE offer_copy (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  unit_price numeric NOT NULL,
  tags text[] NOT NULL,
  tag_list text,
  body_hash text,
  feeling mood,
  twice integer NOT NULL,
  shelf text
);

-- One row a key, counting the events that reached it; a delete may name a key that never was here.
CREATE TABLE offer_tally (
  id bigint PRIMARY KEY,
  upserts bigint NOT NULL DEFAULT 0,
  deletes bigint NOT NULL DEFAULT 0
);
