SELECT JSON_OBJECT('a': nick, 'b': (:b) ABSENT ON NULL WITH UNIQUE KEYS RETURNING jsonb) AS o,
  JSON_OBJECT(name VALUE price) AS k, JSON_ARRAY(name, nick, :c NULL ON NULL) AS a, JSON_ARRAY(SELECT city FROM addresses) AS q,
  JSON_OBJECT() AS none, JSON_ARRAY(RETURNING text) AS empty, JSON_OBJECT('a' VALUE data FORMAT JSON) AS f FROM users;
SELECT JSON_OBJECTAGG(name: age ABSENT ON NULL) AS o, JSON_ARRAYAGG(nick ORDER BY id NULL ON NULL RETURNING jsonb) AS a,
  JSON_ARRAYAGG(name) FILTER (WHERE age > 1) OVER (PARTITION BY feeling) AS w FROM users GROUP BY name, feeling, age;
SELECT nick IS JSON AS j, nick IS NOT JSON OBJECT AS o, data IS JSON ARRAY WITH UNIQUE KEYS AS u, doc IS JSON SCALAR AS s FROM users, shops;
SELECT any_value(name) AS v, array_agg(age) AS a FROM users;
SELECT * FROM (SELECT name FROM users), (VALUES (1));
SELECT system_user AS s, date_add(born, '1 day') AS d FROM users;
