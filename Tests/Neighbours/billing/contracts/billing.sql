-- rejot:public invoice@1.0
-- source: billing
-- description: An invoice, as other teams may see one.
SELECT id, customer, total, state, note FROM invoice WHERE id = :id;

-- rejot:consumer ledger-entries
-- from: billing/invoice@1
-- into: ledger
INSERT INTO entry (invoice_id, total, is_settled) VALUES (:id, :total, :state::text <> 'open')
ON CONFLICT (invoice_id) DO UPDATE SET total = EXCLUDED.total, is_settled = EXCLUDED.is_settled;
-- rejot:delete
DELETE FROM entry WHERE invoice_id = :id;

-- rejot:consumer bounced-addresses
-- from: mail/bounce@1
-- into: billing
INSERT INTO bounced_address (address, reason) VALUES (:address, :reason)
ON CONFLICT (address) DO UPDATE SET reason = EXCLUDED.reason;
-- rejot:delete
DELETE FROM bounced_address WHERE address = :address;
