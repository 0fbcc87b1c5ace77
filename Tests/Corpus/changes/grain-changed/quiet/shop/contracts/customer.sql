-- rejot:public customer@1.0
-- source: accounts
-- allow: [{rule: rows-narrowed, reason: Each has a region.}]
SELECT c.id, c.name, c.nick, c.code, c.tier, c.credit, c.visits
FROM customers c JOIN regions r ON r.id = c.region_id WHERE c.id = :id;
