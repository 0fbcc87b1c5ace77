-- From PostgreSQL 18 on a NOT NULL is inherited unless it says otherwise, may wait for its
-- validation, and constraints need not be enforced.
ALTER TABLE parents ADD COLUMN word text DEFAULT '';
ALTER TABLE parents ADD CONSTRAINT parents_word NOT NULL word NO INHERIT;

CREATE TABLE unproved (id bigint PRIMARY KEY, word text, checked text, user_id bigint NOT NULL);
ALTER TABLE unproved ADD CONSTRAINT unproved_word NOT NULL word NOT VALID;
ALTER TABLE unproved ADD CHECK (checked IS NOT NULL) NOT ENFORCED;
ALTER TABLE unproved ADD FOREIGN KEY (user_id) REFERENCES users NOT ENFORCED;

CREATE TABLE computed (
  id bigint PRIMARY KEY,
  size int,
  twice int GENERATED ALWAYS AS (size * 2) VIRTUAL,
  sure int GENERATED ALWAYS AS (coalesce(size, 0)) VIRTUAL NOT NULL
);

-- A foreign key over time is met by several rows together, and by none of them alone.
CREATE TABLE rooms (
  id int4range NOT NULL, valid int4range NOT NULL, name text NOT NULL,
  PRIMARY KEY (id, valid WITHOUT OVERLAPS)
);
CREATE TABLE bookings (
  id bigint PRIMARY KEY, room int4range NOT NULL, during int4range NOT NULL,
  FOREIGN KEY (room, PERIOD during) REFERENCES rooms (id, PERIOD valid)
);
