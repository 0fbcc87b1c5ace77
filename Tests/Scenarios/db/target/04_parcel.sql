CREATE TABLE parcel_copy (
  id bigint PRIMARY KEY,
  total integer,
  name text NOT NULL,
  framed text,
  size text NOT NULL,
  is_late boolean,
  share integer,
  path text NOT NULL
);
CREATE TABLE parcel_image (LIKE parcel_copy INCLUDING ALL);

-- One row a key, counting the events of both contracts that reached it.
CREATE TABLE parcel_tally (
  id bigint PRIMARY KEY,
  upserts bigint NOT NULL DEFAULT 0,
  deletes bigint NOT NULL DEFAULT 0
);
CREATE TABLE parcel_image_tally (LIKE parcel_tally INCLUDING ALL);
