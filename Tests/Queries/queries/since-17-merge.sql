MERGE INTO users u USING (SELECT user_id, city FROM addresses) s ON u.id = s.user_id
WHEN MATCHED THEN UPDATE SET name = s.city WHEN NOT MATCHED BY SOURCE AND u.age > :age THEN DELETE
WHEN NOT MATCHED BY TARGET THEN INSERT (id, name) VALUES (s.user_id, s.city)
RETURNING merge_action() AS done, u.*, s.city, u.name || s.city AS both;
WITH m AS (MERGE INTO log l USING users u ON l.id = u.id WHEN NOT MATCHED THEN INSERT (id, note) VALUES (u.id, u.nick)
  RETURNING merge_action() AS what, l.note, u.age) SELECT what, note, age FROM m;
MERGE INTO named n USING log l ON n.id = l.id WHEN MATCHED THEN UPDATE SET nick = l.note RETURNING n.nick, l.at;
