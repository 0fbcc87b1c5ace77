-- rejot:consumer crm-customers
-- from: shop/customers@1
-- into: crm
-- description: The company where there is one, else the person; addresses in one spelling.
INSERT INTO customers (
  id, display_name, email, tier, credit_limit, tags, preferences, newsletter, birthday,
  registered_at
)
VALUES (
  :id, coalesce(:company, :contact_name), lower(:email), :tier, :credit_limit, :tags,
  :preferences, :newsletter, :birthday, :registered_at
)
ON CONFLICT (id) DO UPDATE SET
  display_name = EXCLUDED.display_name,
  email = EXCLUDED.email,
  tier = EXCLUDED.tier,
  credit_limit = EXCLUDED.credit_limit,
  tags = EXCLUDED.tags,
  preferences = EXCLUDED.preferences,
  newsletter = EXCLUDED.newsletter,
  birthday = EXCLUDED.birthday,
  registered_at = EXCLUDED.registered_at;
-- rejot:delete
DELETE FROM customers WHERE id = :id;
