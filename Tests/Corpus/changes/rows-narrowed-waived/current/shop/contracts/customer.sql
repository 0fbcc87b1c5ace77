-- rejot:public customer@1.1
-- source: accounts
-- allow: [{rule: rows-narrowed, reason: Only those who came., until: 2026-06-30}]
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id AND visits > 0;
