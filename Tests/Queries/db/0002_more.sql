CREATE TYPE place AS (street text, zip text, spot point);
CREATE TABLE shops (
  id int PRIMARY KEY,
  code text NOT NULL UNIQUE,
  owner bigint REFERENCES users,
  at place,
  was place[],
  opened daterange NOT NULL DEFAULT '[,)',
  grid int[][] NOT NULL DEFAULT '{}',
  doc json,
  note xml
);
CREATE UNIQUE INDEX shops_by_lower_code ON shops (lower(code));
CREATE UNIQUE INDEX shops_open ON shops (owner) WHERE note IS NULL;
CREATE TABLE stays (id int, room int4range, EXCLUDE USING gist (room WITH &&));
CREATE TABLE sales (day date NOT NULL, shop int NOT NULL, amount numeric(8, 2), PRIMARY KEY (day, shop))
  PARTITION BY RANGE (day);
CREATE TABLE sales_2024 PARTITION OF sales FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE tree (id int PRIMARY KEY, parent int REFERENCES tree, name text NOT NULL, weight int);
CREATE VIEW shop_days AS
  SELECT s.code, d.day, sum(d.amount) AS taken, count(*) AS n
  FROM shops s JOIN sales d ON d.shop = s.id GROUP BY s.code, d.day;
CREATE VIEW shop_months AS
  SELECT code, date_trunc('month', day::timestamp) AS month, sum(taken) AS taken, max(n) AS busiest
  FROM shop_days GROUP BY 1, 2;
CREATE VIEW shop_best (code, taken) AS
  SELECT DISTINCT ON (code) code, taken FROM shop_months ORDER BY code, taken DESC;
CREATE VIEW people AS
  SELECT id, name, 'user' AS kind FROM users UNION ALL SELECT id, note, 'log' FROM log;
CREATE RECURSIVE VIEW branches (id, path, total) AS
  SELECT id, ARRAY[name], weight FROM tree WHERE parent IS NULL
  UNION ALL
  SELECT t.id, b.path || t.name, b.total + t.weight FROM tree t JOIN branches b ON b.id = t.parent;
CREATE FUNCTION near(place) RETURNS SETOF shops LANGUAGE sql STABLE AS 'SELECT * FROM shops';
CREATE FUNCTION split(text, OUT head text, OUT tail text) LANGUAGE sql IMMUTABLE
  AS 'SELECT left($1, 1), substr($1, 2)';
CREATE AGGREGATE joined(text) (SFUNC = textcat, STYPE = text);
