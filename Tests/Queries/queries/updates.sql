UPDATE shops SET was[1] = :first, grid[1][2] = :cell, at.zip = :zip, was[2].street = :street WHERE id = :id RETURNING was, (at).zip;
UPDATE users u SET (name, age) = (SELECT city, length(zip) FROM addresses a WHERE a.user_id = u.id) WHERE :all OR id = 1;
UPDATE users SET (nick, age) = ROW(:nick, age + :more), tags = tags || :tag RETURNING tags[1], age;
UPDATE tree t SET weight = p.weight FROM tree p WHERE p.id = t.parent RETURNING t.id, p.weight AS from_parent, t.weight;
UPDATE ONLY parent SET word = :word;
UPDATE users SET nick = b.total::text FROM (SELECT path, total FROM branches) b, LATERAL unnest(b.path) AS p(name) WHERE p.name = users.name
  RETURNING users.id, b.total, p.name;
WITH raised AS (UPDATE users SET price = price * :rate RETURNING id, price), told AS (
  INSERT INTO log (id, note) SELECT id, price::text FROM raised RETURNING *)
UPDATE addresses a SET zip = t.note FROM told t WHERE t.id = a.user_id RETURNING a.zip, t.note, t.at;
UPDATE sales SET amount = DEFAULT, day = day + 1 WHERE shop = ANY (:shops) RETURNING day, amount;
DELETE FROM tree t USING tree p, LATERAL (SELECT count(*) AS n FROM tree c WHERE c.parent = p.id) c WHERE p.id = t.parent AND c.n = 0
  RETURNING t.name, p.name AS parent, c.n;
DELETE FROM ONLY parent p WHERE p.id IN (SELECT id FROM child) RETURNING p.*;
WITH old AS (DELETE FROM tree WHERE weight < :w RETURNING *) DELETE FROM tree USING old WHERE tree.parent = old.id RETURNING tree, old;
WITH a AS (INSERT INTO log (id) VALUES (:a) RETURNING id), b AS (UPDATE users SET nick = :b RETURNING id), c AS (DELETE FROM tree)
SELECT a.id, b.id AS other FROM a FULL JOIN b ON a.id = b.id;
DELETE FROM users WHERE CURRENT OF c;
