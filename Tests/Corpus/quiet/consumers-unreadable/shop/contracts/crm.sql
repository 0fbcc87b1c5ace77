-- rejot:consumer crm-invoices
-- from: billing/invoice@1
-- into: crm
INSERT INTO invoices (id, customer, note) VALUES (:id, :customer, :note)
ON CONFLICT (id) DO UPDATE SET customer = EXCLUDED.customer, note = EXCLUDED.note;
-- rejot:delete
DELETE FROM invoices WHERE id = :id;
