-- rejot:public customer@1.0
-- source: accounts
WITH RECURSIVE up AS (
  SELECT id, boss FROM users
  UNION
  SELECT up.id, u.boss FROM up JOIN users u ON u.id = up.boss
)
SELECT u.id, (SELECT count(*) FROM up WHERE up.id = u.id) AS bosses FROM users u WHERE u.id = :id;
