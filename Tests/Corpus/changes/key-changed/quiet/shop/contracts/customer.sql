-- rejot:public customer@1.0
-- source: accounts
-- key: [id]
SELECT id, name, nick, code, tier, credit, visits FROM customers;
