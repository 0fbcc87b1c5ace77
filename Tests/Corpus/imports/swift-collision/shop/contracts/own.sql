-- rejot:public billing-invoice@1.0
-- source: crm
SELECT id, note FROM invoices WHERE id = :id;
