-- rejot:public invoice@1.0
-- source: crm
SELECT id, customer, note FROM invoices WHERE id = :id;
