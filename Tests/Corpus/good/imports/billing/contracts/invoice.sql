-- rejot:public invoice@1.0
-- source: billing
SELECT id, customer, note FROM invoices WHERE id = :id;

-- rejot:public invoice@2.0
-- source: billing
SELECT id, note FROM invoices WHERE id = :id;
