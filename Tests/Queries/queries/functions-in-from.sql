SELECT g FROM generate_series(1, :n) g;
SELECT p.a, p.b FROM pairs(:n) p;
SELECT u.id, t.tag, t.place FROM users u, unnest(u.tags) WITH ORDINALITY t(tag, place);
SELECT r.id, r.name FROM jsonb_to_recordset(:rows) AS r(id int, name text);
SELECT u.id, l.city FROM users u CROSS JOIN LATERAL (SELECT city FROM addresses a WHERE a.user_id = u.id) l;
SELECT * FROM ROWS FROM (generate_series(1, 2), generate_series(1, 3)) AS r(a, b);
