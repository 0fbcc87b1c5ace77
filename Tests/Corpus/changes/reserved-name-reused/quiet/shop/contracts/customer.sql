-- rejot:public customer@1.1
-- source: accounts
-- reserved: [note]
SELECT id, name, nick, code, tier, credit, visits, note AS remark FROM customers WHERE id = :id;
