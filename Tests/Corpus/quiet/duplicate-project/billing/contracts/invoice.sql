-- rejot:public invoice@1.0
-- source: billing
SELECT id, customer, note FROM invoices WHERE id = :id;
