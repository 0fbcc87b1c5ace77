-- rejot:public users@1.0
-- source: accounts
SELECT id, first_name, last_name FROM users WHERE id = :id;

-- rejot:consumer people-and-names
-- from: shop/users@1
-- into: crm
-- deletes: ignore
-- description: One event fills two tables, each with its own EXCLUDED.
WITH person AS (
  INSERT INTO people (id, full_name) VALUES (:id, concat(:first_name, ' ', :last_name))
  ON CONFLICT (id) DO UPDATE SET full_name = EXCLUDED.full_name
)
INSERT INTO names (person_id, last_name) VALUES (:id, :last_name)
ON CONFLICT (person_id) DO UPDATE SET last_name = EXCLUDED.last_name;
