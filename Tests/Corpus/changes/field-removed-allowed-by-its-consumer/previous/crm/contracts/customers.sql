-- rejot:consumer customers
-- from: shop/customer@1
-- into: crm
-- allow: [{rule: field-removed, field: nick, reason: We stop using it.}]
INSERT INTO customers (id, name, nick) VALUES (:id, :name, :nick)
ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, nick = EXCLUDED.nick;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
