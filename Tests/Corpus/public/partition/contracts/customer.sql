-- rejot:public customer@1.0
-- source: accounts
SELECT d.id, count(*) AS n FROM deals_1 d JOIN users u ON u.id = d.user_id WHERE d.id = :id GROUP BY d.id;
