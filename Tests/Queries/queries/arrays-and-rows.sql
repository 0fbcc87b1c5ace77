SELECT tags[1], tags[1:2] AS first, ARRAY[nick, name] AS names, ARRAY(SELECT city FROM addresses) AS cities
FROM users;
SELECT u, u.*, (u).name AS field, row(u.id, u.nick) AS pair FROM users u;
SELECT name = ANY (:names) AS listed, unnest(tags) AS tag FROM users;
SELECT "Key", "a.b", "select" FROM "Odd Names" WHERE "Key" = :"Key";
