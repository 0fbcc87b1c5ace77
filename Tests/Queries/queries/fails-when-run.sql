INSERT INTO users (id) VALUES (:id);
INSERT INTO users (id, name) VALUES (:id, :name) ON CONFLICT (name) DO NOTHING;
WITH gone AS (DELETE FROM log RETURNING id) INSERT INTO users (name) SELECT 'x' FROM gone;
MERGE INTO users u USING log l ON u.id = l.id WHEN NOT MATCHED THEN INSERT (id) VALUES (l.id);
INSERT INTO named (id) VALUES (:id);
