-- rejot:consumer crm-products
-- from: shop/products@1
-- into: crm
-- description: Products stay for the orders that name them; a deleted one is discontinued.
INSERT INTO products (id, sku, name, price, labels, attributes, discontinued)
VALUES (:id, upper(:sku), :name, :price, :labels, :attributes, false)
ON CONFLICT (id) DO UPDATE SET
  sku = EXCLUDED.sku,
  name = EXCLUDED.name,
  price = EXCLUDED.price,
  labels = EXCLUDED.labels,
  attributes = EXCLUDED.attributes,
  discontinued = EXCLUDED.discontinued;
-- rejot:delete
UPDATE products SET discontinued = true WHERE id = :id;
