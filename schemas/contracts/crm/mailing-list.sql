-- rejot:consumer crm-mailing-list
-- from: shop/newsletter-readers@1
-- into: crm
INSERT INTO mailing_list (customer_id, email, salutation, birth_month, interests)
VALUES (:customer_id, :email, :salutation, :birth_month, coalesce(:interests, ''))
ON CONFLICT (customer_id) DO UPDATE SET
  email = EXCLUDED.email,
  salutation = EXCLUDED.salutation,
  birth_month = EXCLUDED.birth_month,
  interests = EXCLUDED.interests;
-- rejot:delete
DELETE FROM mailing_list WHERE customer_id = :customer_id;
