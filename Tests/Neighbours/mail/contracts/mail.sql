-- rejot:public bounce@1.0
-- source: main
SELECT address, reason FROM bounce WHERE address = :address;

-- rejot:consumer letters
-- from: billing/invoice@1
-- into: main
INSERT INTO letter (invoice_id, subject, state)
VALUES (:id, concat('Invoice ', :id, ' for ', :customer, ': ', :total), :state)
ON CONFLICT (invoice_id) DO UPDATE SET subject = EXCLUDED.subject, state = EXCLUDED.state;
-- rejot:delete
DELETE FROM letter WHERE invoice_id = :id;
