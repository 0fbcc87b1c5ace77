-- rejot:public customers@1.0
-- source: accounts
-- description: Who buys, as other teams may see one. The risk note stays in accounts.
-- fields:
--   email: { description: As typed, pii: true }
--   birthday: { type: date, nullable: true, pii: true }
--   credit_limit: { type: "numeric(12,2)", nullable: false }
SELECT
  id,
  contact_name,
  company,
  email,
  tier,
  credit_limit,
  tags,
  preferences,
  newsletter,
  birthday,
  registered_at
FROM customers
WHERE id = :id;
