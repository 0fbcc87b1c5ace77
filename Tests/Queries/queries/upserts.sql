INSERT INTO shops (id, code) VALUES (:id, :code) ON CONFLICT DO NOTHING RETURNING id, code, opened;
INSERT INTO shops AS s (id, code) VALUES (:id, :code) ON CONFLICT (code) DO UPDATE SET code = s.code || EXCLUDED.code
  WHERE s.id < EXCLUDED.id RETURNING s.code, s.owner;
INSERT INTO shops (id, code) VALUES (:id, :code) ON CONFLICT ON CONSTRAINT shops_code_key DO NOTHING;
INSERT INTO shops (id, code) VALUES (:id, :code) ON CONFLICT (lower(code)) DO UPDATE SET (owner, at) = (:owner, ROW('a', :zip, NULL));
INSERT INTO shops (id, code, owner) VALUES (:id, :code, :owner) ON CONFLICT (owner) WHERE note IS NULL DO UPDATE SET owner = DEFAULT;
INSERT INTO shops (id, code, at.zip, was[2].street) VALUES (:id, :code, :zip, :street);
INSERT INTO stays (id, room) VALUES (:id, :room) ON CONFLICT DO NOTHING;
INSERT INTO sales VALUES (:day, :shop, :amount) ON CONFLICT (day, shop) DO UPDATE SET amount = sales.amount + EXCLUDED.amount RETURNING *;
INSERT INTO addresses OVERRIDING SYSTEM VALUE VALUES (:id, :user_id, :city) RETURNING *;
INSERT INTO addresses (id, user_id, city) OVERRIDING USER VALUE SELECT 1, id, name FROM users RETURNING id AS new, city || zip AS both;
INSERT INTO tree (id, parent, name) WITH top AS (SELECT max(id) AS id FROM tree) SELECT id + 1, id, :name FROM top RETURNING (SELECT count(*) FROM tree) AS n, tree;
INSERT INTO shops (id, code) VALUES (:id, DEFAULT), (:other, (SELECT name FROM users WHERE id = 1));
INSERT INTO log (id, note) TABLE stays;
INSERT INTO log (id, note) (VALUES (:id::bigint, :note)) UNION ALL SELECT 1, 'x' RETURNING tableoid::regclass AS t, ctid;
