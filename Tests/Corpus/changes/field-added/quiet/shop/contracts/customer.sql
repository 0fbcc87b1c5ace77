-- rejot:public customer@1.0
-- source: accounts
SELECT c.id, c.name, c.nick, c.code, c.tier, c.credit, c.visits
FROM customers AS c WHERE c.id = :id;
