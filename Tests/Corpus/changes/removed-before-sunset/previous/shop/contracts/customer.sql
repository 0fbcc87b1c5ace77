-- rejot:public customer@1.0
-- source: accounts
-- fields: {nick: {sunset: 2026-12-31}}
SELECT id, name, nick, code, tier, credit, visits FROM customers WHERE id = :id;
