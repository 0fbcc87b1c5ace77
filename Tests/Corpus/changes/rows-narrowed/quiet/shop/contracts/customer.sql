-- rejot:public customer@1.1
-- source: accounts
SELECT c.id, c.name, c.nick, c.code, c.tier, c.credit, c.visits, r.name AS region
FROM customers c LEFT JOIN regions r ON r.id = c.region_id AND r.name <> '' WHERE c.id = :id;
