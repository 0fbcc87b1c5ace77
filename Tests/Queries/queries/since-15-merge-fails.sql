MERGE INTO users u USING log l ON u.id = l.id WHEN NOT MATCHED THEN INSERT (id) VALUES (l.id);
