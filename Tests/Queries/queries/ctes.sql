WITH grown AS (SELECT id, name FROM users WHERE age > :age), counted AS (SELECT count(*) AS n FROM grown)
SELECT g.id, g.name, c.n FROM grown g, counted c;
WITH RECURSIVE steps(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM steps WHERE n < :last) SELECT n FROM steps;
WITH gone AS (DELETE FROM log WHERE at < :before RETURNING id, note)
INSERT INTO log (id, note) SELECT id, note FROM gone RETURNING id, at;
WITH changed AS (UPDATE users SET nick = NULL WHERE nick IS NOT NULL RETURNING id, nick)
SELECT id, nick FROM changed;
WITH a AS MATERIALIZED (SELECT nick FROM users WHERE nick IS NOT NULL) SELECT nick FROM a;
