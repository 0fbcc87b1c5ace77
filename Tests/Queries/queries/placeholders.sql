SELECT name FROM users WHERE id = :id AND age > :age AND name LIKE :pattern AND born < :before;
SELECT name FROM users WHERE id = $1 AND age BETWEEN $2 AND $3 AND feeling = $4;
SELECT :a, :a || 'x' AS twice, :b::int AS typed, '::c' AS text, tags[1::int], 'x'::text FROM users;
SELECT $1, $2::date;
SELECT name FROM users ORDER BY id LIMIT :count OFFSET :skip;
SELECT :id FROM users WHERE id = :id;
SELECT name FROM users WHERE (:nick::text IS NULL OR nick = :nick) AND id = ANY (:ids);
SELECT :"Exact Name"::int AS n;
UPDATE users SET name = :name, nick = :nick, price = price + :more WHERE id = :id;
