INSERT INTO users (id) VALUES (:id);
INSERT INTO users (id, name) VALUES (:id, :name) ON CONFLICT (name) DO NOTHING;
WITH gone AS (DELETE FROM log RETURNING id) INSERT INTO users (name) SELECT 'x' FROM gone;
INSERT INTO named (id) VALUES (:id);
