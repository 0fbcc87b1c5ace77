MERGE INTO tree t USING (SELECT id, name, weight FROM tree WHERE weight > :least) s ON t.id = s.id
WHEN MATCHED AND s.weight IS NULL THEN DELETE
WHEN MATCHED AND t.name <> s.name THEN UPDATE SET (name, weight) = (s.name, DEFAULT)
WHEN MATCHED THEN DO NOTHING
WHEN NOT MATCHED AND s.weight > 3 THEN INSERT (id, name) VALUES (s.id, s.name || :more)
WHEN NOT MATCHED THEN INSERT (id, name) OVERRIDING USER VALUE VALUES (1, 'x');
WITH s AS (SELECT max(id) AS id FROM users) MERGE INTO ONLY users AS u USING s ON s.id = u.id WHEN MATCHED THEN UPDATE SET tags[1] = :tag;
MERGE INTO sales USING (VALUES (:day::date, :shop::int)) v(day, shop) ON sales.day = v.day AND sales.shop = v.shop
WHEN NOT MATCHED THEN INSERT VALUES (v.day, v.shop, :amount);
MERGE INTO log USING stays ON log.id = stays.id WHEN NOT MATCHED THEN INSERT DEFAULT VALUES;
