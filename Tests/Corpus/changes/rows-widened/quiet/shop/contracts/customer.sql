-- rejot:public customer@1.0
-- source: accounts
SELECT c.id, c.name, o.total
FROM customers AS c, orders AS o WHERE o.id = :order_id AND c.visits > 0 AND o.customer_id = c.id;
