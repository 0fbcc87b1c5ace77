-- rejot:public seen@1.0
-- source: billing
SELECT id, note FROM invoices WHERE id = :id;
