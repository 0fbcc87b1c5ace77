-- rejot:public payment@1.0
-- source: billing
SELECT id, customer, note FROM payments WHERE id = :id;
