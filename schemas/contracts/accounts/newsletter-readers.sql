-- A contract with expressions and a filter. A customer who unsubscribes leaves the filter, which
-- consumers see as a delete; one who subscribes enters it.

-- rejot:public newsletter-readers@1.0
-- source: accounts
-- description: Customers who asked for the newsletter, and no more of them than it needs.
-- fields:
--   email: { description: In one spelling, pii: true }
--   salutation: { description: How to begin a letter, pii: true }
SELECT
  id AS customer_id,
  lower(email) AS email,
  'Dear ' || coalesce(company, contact_name) AS salutation,
  extract(month FROM birthday)::integer AS birth_month,
  array_to_string(tags, ', ') AS interests
FROM customers
WHERE id = :customer_id AND newsletter;
