-- rejot:public customer@1.0
-- source: accounts
-- allow: [{rule: rows-narrowed, reason: Orders are published.}]
SELECT o.id, c.name, c.nick, c.code, c.tier, c.credit, c.visits
FROM orders o JOIN customers c ON c.id = o.customer_id WHERE o.id = :id;
