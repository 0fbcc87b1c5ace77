-- The database that the queries beside this file ask. Every table here has a reason: a promise that
-- a column may rest on, or one that only looks like it.

CREATE TYPE mood AS ENUM ('sad', 'ok', 'great');
CREATE TYPE spot AS (street text, house int);

CREATE TABLE users (
  id bigint PRIMARY KEY,
  name text NOT NULL,
  nick text,
  age int,
  feeling mood NOT NULL,
  mood mood,
  active boolean NOT NULL,
  flag boolean,
  tags text[] NOT NULL,
  scores int[],
  data jsonb NOT NULL,
  extra jsonb,
  raw json NOT NULL,
  price numeric(12,2) NOT NULL,
  rate double precision,
  born timestamptz NOT NULL,
  died date,
  span int4range NOT NULL,
  spans int4multirange NOT NULL,
  code varchar(8) NOT NULL,
  initial char(3) NOT NULL,
  home spot NOT NULL,
  away spot,
  twice int GENERATED ALWAYS AS (age * 2) STORED,
  loud text GENERATED ALWAYS AS (upper(name)) STORED NOT NULL
);

-- A NOT NULL foreign key, and one that may be NULL.
CREATE TABLE addresses (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users,
  billing_for bigint REFERENCES users,
  city text NOT NULL,
  zip text
);

-- A key of two columns, and foreign keys to it: one whole, one that may be NULL in half.
CREATE TABLE orders (
  shop int NOT NULL,
  number int NOT NULL,
  buyer bigint NOT NULL REFERENCES users,
  total numeric NOT NULL,
  note text,
  PRIMARY KEY (shop, number)
);
CREATE TABLE lines (
  id bigint PRIMARY KEY,
  shop int NOT NULL,
  number int NOT NULL,
  sku text NOT NULL,
  gift text,
  FOREIGN KEY (shop, number) REFERENCES orders
);
CREATE TABLE refunds (
  id bigint PRIMARY KEY,
  shop int NOT NULL,
  number int,
  amount numeric NOT NULL,
  FOREIGN KEY (shop, number) REFERENCES orders
);

-- Rows that were there before the foreign key may point nowhere.
CREATE TABLE loose (id bigint PRIMARY KEY, user_id bigint NOT NULL);
ALTER TABLE loose ADD CONSTRAINT loose_user FOREIGN KEY (user_id) REFERENCES users NOT VALID;

-- Inside of its own transaction a deferred foreign key may point nowhere.
CREATE TABLE late (
  id bigint PRIMARY KEY,
  user_id bigint NOT NULL REFERENCES users DEFERRABLE INITIALLY DEFERRED
);

-- A trigger keeps what a cascade would delete, so that the foreign key points nowhere.
CREATE TABLE shelves (id bigint PRIMARY KEY, room text NOT NULL);
CREATE TABLE books (
  id bigint PRIMARY KEY,
  shelf_id bigint NOT NULL REFERENCES shelves ON DELETE CASCADE,
  title text NOT NULL
);
CREATE FUNCTION keep() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END';
CREATE TRIGGER keep BEFORE DELETE ON books FOR EACH ROW EXECUTE FUNCTION keep();

-- The same cascade without anybody in its way.
CREATE TABLE chapters (
  id bigint PRIMARY KEY,
  shelf_id bigint NOT NULL REFERENCES shelves ON DELETE CASCADE
);

-- The same trigger on a partition, which the table above it does not show.
CREATE TABLE parcels (
  id bigint PRIMARY KEY,
  shelf_id bigint NOT NULL REFERENCES shelves ON DELETE CASCADE
) PARTITION BY RANGE (id);
CREATE TABLE parcels_low PARTITION OF parcels FOR VALUES FROM (MINVALUE) TO (2);
CREATE TABLE parcels_high PARTITION OF parcels FOR VALUES FROM (2) TO (MAXVALUE);
CREATE TRIGGER keep BEFORE DELETE ON parcels_high FOR EACH ROW EXECUTE FUNCTION keep();

-- Foreign keys that nobody enforces: their own triggers are switched off, on either side.
CREATE TABLE idle (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users);
ALTER TABLE idle DISABLE TRIGGER ALL;
CREATE TABLE owners (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE owned (id bigint PRIMARY KEY, owner bigint NOT NULL REFERENCES owners);
ALTER TABLE owners DISABLE TRIGGER ALL;

-- A foreign key that compares in its own way: 'caps' points to 'Caps'.
CREATE FUNCTION caseless_eq(text, text) RETURNS boolean IMMUTABLE STRICT LANGUAGE sql
  AS 'SELECT lower($1) = lower($2)';
CREATE FUNCTION caseless_cmp(text, text) RETURNS int IMMUTABLE STRICT LANGUAGE sql
  AS 'SELECT bttextcmp(lower($1), lower($2))';
CREATE OPERATOR === (
  LEFTARG = text, RIGHTARG = text, FUNCTION = caseless_eq, COMMUTATOR = ===);
CREATE OPERATOR CLASS caseless FOR TYPE text USING btree
  AS OPERATOR 3 ===, FUNCTION 1 caseless_cmp(text, text);
CREATE TABLE labels (code text NOT NULL, word text NOT NULL);
CREATE UNIQUE INDEX labels_code ON labels (code caseless);
CREATE TABLE labelled (id bigint PRIMARY KEY, code text NOT NULL REFERENCES labels (code));

-- Equal keys whose bytes differ: 1.0 and 1.00.
CREATE TYPE weight AS (amount numeric);
CREATE TABLE weights (of weight PRIMARY KEY, word text NOT NULL);
CREATE TABLE weighed (id bigint PRIMARY KEY, of weight NOT NULL REFERENCES weights);

-- CHECKs: one that proves, one that does not (NULL passes), one about either of two columns.
CREATE TABLE checked (
  id bigint PRIMARY KEY,
  must text CHECK (must IS NOT NULL),
  size int CHECK (size > 0),
  phone text,
  mail text,
  low int,
  high int,
  on_state text,
  CHECK (phone IS NOT NULL OR mail IS NOT NULL),
  CHECK (low IS NOT NULL AND (high IS NOT NULL OR low > 1)),
  CHECK (NOT (on_state IS NULL))
);

-- Rows that were there before the CHECK.
CREATE TABLE unchecked (id bigint PRIMARY KEY, must text);
ALTER TABLE unchecked ADD CONSTRAINT unchecked_must CHECK (must IS NOT NULL) NOT VALID;

-- Domains: NOT NULL, nested in one, and one that says nothing.
CREATE DOMAIN filled AS text NOT NULL;
CREATE DOMAIN refilled AS filled CHECK (VALUE <> 'forbidden');
CREATE DOMAIN word AS text;
CREATE TABLE forms (
  id bigint PRIMARY KEY,
  line filled,
  nested refilled,
  word word,
  sure filled NOT NULL
);

-- A domain that refuses NULL by a CHECK, and two whose CHECKs NULL passes.
CREATE DOMAIN sealed AS text CHECK (VALUE IS NOT NULL AND VALUE <> 'forbidden');
CREATE DOMAIN unsealed AS text CHECK (VALUE <> 'forbidden');
CREATE DOMAIN half_sealed AS text CHECK (VALUE <> 'forbidden' OR VALUE IS NOT NULL);
CREATE TABLE seals (id bigint PRIMARY KEY, line sealed);

-- A trigger that throws away what is written.
CREATE TABLE emptied (id bigint PRIMARY KEY, place text);
CREATE FUNCTION empty_place() RETURNS trigger LANGUAGE plpgsql
  AS 'BEGIN NEW.place := NULL; RETURN NEW; END';
CREATE TRIGGER emptied BEFORE INSERT OR UPDATE ON emptied
  FOR EACH ROW EXECUTE FUNCTION empty_place();

-- Inheritance: a child may say less than its parent.
CREATE TABLE parents (
  id bigint NOT NULL,
  kind text CHECK (kind IS NOT NULL),
  hint text CONSTRAINT parents_hint CHECK (hint IS NOT NULL) NO INHERIT
);
CREATE TABLE children (toy text NOT NULL) INHERITS (parents);

-- A foreign key of the parent says nothing about the rows of its children.
CREATE TABLE notes (id bigint NOT NULL, user_id bigint NOT NULL REFERENCES users);
CREATE TABLE margin_notes () INHERITS (notes);

-- Partitions, and a foreign key to all of them.
CREATE TABLE events (
  id int NOT NULL,
  day int NOT NULL,
  what text NOT NULL,
  more text,
  PRIMARY KEY (id, day)
) PARTITION BY RANGE (day);
CREATE TABLE events_low PARTITION OF events FOR VALUES FROM (MINVALUE) TO (2);
CREATE TABLE events_high PARTITION OF events FOR VALUES FROM (2) TO (MAXVALUE);
CREATE TABLE visits (
  id bigint PRIMARY KEY,
  event int NOT NULL,
  day int NOT NULL,
  guest text,
  FOREIGN KEY (event, day) REFERENCES events
);

-- Row-level security hides what a foreign key points to.
CREATE TABLE secrets (id bigint PRIMARY KEY, open boolean NOT NULL, word text NOT NULL);
ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
CREATE POLICY open_only ON secrets FOR SELECT USING (open);
CREATE TABLE clues (
  id bigint PRIMARY KEY,
  secret_id bigint NOT NULL REFERENCES secrets,
  text text NOT NULL
);

-- Trees, for recursion.
CREATE TABLE nodes (
  id bigint PRIMARY KEY,
  up bigint REFERENCES nodes,
  title text NOT NULL,
  remark text
);

-- Changed by INSERT, UPDATE, DELETE and MERGE.
CREATE TABLE stock (
  sku text PRIMARY KEY,
  amount int NOT NULL DEFAULT 0,
  place text,
  seen text DEFAULT 'now'
);

-- A rule answers in place of the table.
CREATE TABLE ruled (id bigint PRIMARY KEY, word text NOT NULL);
CREATE RULE elsewhere AS ON INSERT TO ruled DO INSTEAD
  INSERT INTO stock (sku) VALUES (NEW.word) RETURNING NULL::bigint, place;

-- Views through which rows are deleted: a rule answers in place of the one, and of the one over it.
CREATE VIEW sold AS SELECT sku, amount FROM stock;
CREATE RULE otherwise AS ON DELETE TO sold DO INSTEAD
  DELETE FROM stock WHERE sku = OLD.sku RETURNING NULL::text, NULL::int;
CREATE VIEW resold AS SELECT sku FROM sold;

-- One field, which may be NULL in a value that is not.
CREATE TYPE single AS (word text);

-- A table that is always empty, and a stored NULL in a domain that says NOT NULL.
CREATE TABLE empty (id bigint PRIMARY KEY, word filled);

CREATE VIEW named AS SELECT id, name, upper(nick) AS nick FROM users WHERE age IS NOT NULL;
CREATE VIEW aged WITH (security_barrier) AS
  SELECT id, age, coalesce(nick, name) AS call_name FROM users WHERE age > 0;
CREATE VIEW reachable AS
  SELECT u.id, u.name, a.city, a.zip FROM users u LEFT JOIN addresses a ON a.user_id = u.id;
CREATE VIEW housed AS
  SELECT a.id, a.city, u.name AS owner FROM addresses a LEFT JOIN users u ON u.id = a.user_id;
CREATE VIEW totals AS
  SELECT buyer, count(*) AS orders, sum(total) AS total, max(note) AS note
  FROM orders GROUP BY buyer;
CREATE VIEW overall AS SELECT count(*) AS orders, sum(total) AS total FROM orders;
CREATE VIEW asked WITH (security_invoker) AS
  SELECT c.id, c.text, s.word FROM clues c LEFT JOIN secrets s ON s.id = c.secret_id;
CREATE VIEW told AS
  SELECT c.id, c.text, s.word FROM clues c LEFT JOIN secrets s ON s.id = c.secret_id;
CREATE VIEW over_view AS SELECT r.name, r.city, n.nick FROM reachable r JOIN named n USING (id);
CREATE VIEW simple_stock AS SELECT sku, amount, place FROM stock WHERE place IS NOT NULL;

-- What was stored before the column became NOT NULL stays as it was.
CREATE TABLE past (id bigint, word text);
INSERT INTO past VALUES (1, NULL), (2, 'x');
CREATE MATERIALIZED VIEW stored AS SELECT id, word, count(*) OVER () AS rows FROM past;
DELETE FROM past WHERE word IS NULL;
ALTER TABLE past ALTER word SET NOT NULL;

-- Functions of users promise nothing.
CREATE FUNCTION mine(text) RETURNS text STRICT IMMUTABLE LANGUAGE sql
  AS $$ SELECT CASE WHEN $1 <> 'a' THEN $1 END $$;
CREATE FUNCTION same(text) RETURNS boolean IMMUTABLE LANGUAGE sql AS 'SELECT $1 IS NULL';
CREATE FUNCTION pairs() RETURNS TABLE (k int, v text) STABLE LANGUAGE sql
  AS $$ VALUES (1, 'a'), (2, NULL) $$;
CREATE FUNCTION flip() RETURNS int VOLATILE LANGUAGE sql
  AS 'SELECT nullif((random() < 0.5)::int, 0)';
CREATE AGGREGATE latest(text) (SFUNC = textcat, STYPE = text);

CREATE SEQUENCE numbers;
