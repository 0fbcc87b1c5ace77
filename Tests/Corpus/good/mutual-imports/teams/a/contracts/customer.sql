-- rejot:public customer@1.0
-- source: main
SELECT id, name, tier FROM customers WHERE id = :id;

-- rejot:consumer bounced
-- from: mail/bounce@1
-- into: main
INSERT INTO bounced (address) VALUES (:address) ON CONFLICT (address) DO NOTHING;
-- rejot:delete
DELETE FROM bounced WHERE address = :address;
