-- rejot:public invoice@1.0
-- source: billing
SELECT id, custommer, note FROM invoices WHERE id = :id;
