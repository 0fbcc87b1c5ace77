SELECT u.id, l.n, l.last FROM users u LEFT JOIN LATERAL (
  SELECT count(*) AS n, max(a.city) AS last FROM addresses a WHERE a.user_id = u.id) l ON true;
SELECT u.id, d.double, e.both FROM users u, LATERAL (SELECT u.age * 2 AS double) d,
  LATERAL (SELECT d.double || u.name AS both) e;
SELECT s.id, g.day FROM shops s, generate_series(lower(s.opened), upper(s.opened), '1 day') g(day);
SELECT s.id, f.head, f.tail FROM shops s, split(s.code) f;
SELECT s.id, x.a, x.b, x.place FROM shops s,
  ROWS FROM (unnest(s.grid), split(s.code)) WITH ORDINALITY AS x(a, b, c, place);
SELECT k, v FROM users, jsonb_each_text(data) e(k, v);
SELECT r.a, r.b FROM users u, LATERAL jsonb_to_record(u.data) AS r(a int, b text);
SELECT n.id, n.code FROM shops s, LATERAL near(s.at) n;
SELECT a.x, a.y FROM shops s, unnest(s.grid, ARRAY[s.code]) WITH ORDINALITY a(x, y, nth);
SELECT word.word FROM users, regexp_split_to_table(name, :between) WITH ORDINALITY word(word, nth) WHERE nth = 1;
SELECT x.id, x.sum FROM users u CROSS JOIN LATERAL (VALUES (u.id, u.age), (u.id, :least)) x(id, sum);
SELECT f FROM current_date f, unnest(:list::int[]) AS e;
