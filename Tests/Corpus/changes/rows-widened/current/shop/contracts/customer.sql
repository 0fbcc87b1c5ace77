-- rejot:public customer@1.1
-- source: accounts
SELECT c.id, c.name, o.total
FROM orders o LEFT JOIN customers c ON c.id = o.customer_id AND c.visits > 0 WHERE o.id = :order_id;
