MERGE INTO users u USING (VALUES (:id::bigint, :name)) s(id, name) ON u.id = s.id
WHEN MATCHED THEN UPDATE SET name = s.name
WHEN NOT MATCHED THEN INSERT (id, name, mail) VALUES (s.id, s.name, 'a@b');
MERGE INTO log l USING users u ON l.id = u.id AND u.age > :age WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN DO NOTHING;
