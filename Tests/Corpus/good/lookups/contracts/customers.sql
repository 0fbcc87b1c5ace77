-- rejot:public customer@1.0
-- source: shop
SELECT c.id, c.name, r.name AS region, count(DISTINCT o.id) AS orders, sum(l.qty) AS items
FROM customers c
LEFT JOIN regions r ON r.id = c.region_id
LEFT JOIN orders o ON o.customer_id = c.id AND o.status <> 'draft'
LEFT JOIN lines l ON l.order_id = o.id
WHERE c.id = :id
GROUP BY c.id, r.name;

-- rejot:public spender@1.0
-- source: shop
-- key: customer_id
SELECT s.customer_id, s.spent FROM spending s;

-- rejot:public buyer@1.0
-- source: shop
SELECT c.id, EXISTS (SELECT FROM archive.orders a WHERE a."customer id" = c.id) AS is_old,
  ARRAY(SELECT o.id FROM orders o WHERE o.customer_id = c.id ORDER BY o.id) AS orders
FROM customers c
WHERE c.id = :id AND NOT EXISTS (SELECT FROM customers b WHERE b.boss_id = c.id);

-- rejot:public line@1.0
-- source: shop
SELECT l.no, p.price * l.qty AS amount, o.status
FROM lines l JOIN products p ON p.id = l.product_id JOIN orders o ON o.id = l.order_id
WHERE l.no = :no AND l.order_id = :order;

-- rejot:public rank@1.0
-- source: shop
-- key: rank
SELECT p.rank, count(*) AS products, max(p.price) AS top FROM products p GROUP BY p.rank;

-- rejot:public visit@1.0
-- source: shop
SELECT v.id, v.day, c.name FROM visits v JOIN customers c ON c.id = v.customer_id
WHERE v.id = :id AND v.day = :day;

-- rejot:public note@1.0
-- source: shop
SELECT n.id, n.subject, c.name FROM notes n JOIN customers c ON c.code = n.customer_code
WHERE n.id = :id;

-- rejot:public party@1.0
-- source: shop
-- key: [kind, id]
SELECT 'customer' AS kind, c.id, c.name FROM customers c
UNION ALL
SELECT 'region', r.id, r.name FROM regions r;
