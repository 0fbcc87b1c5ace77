-- rejot:public customer@1.1
-- source: accounts
SELECT id, coalesce(name, '') AS name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
