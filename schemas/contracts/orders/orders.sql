-- An order and its lines: two contracts over two tables, one file.

-- rejot:public orders@1.0
-- source: orders
-- description: An order without its lines.
SELECT id, customer_id, status, total, gift, deliver_on, placed_at
FROM orders
WHERE id = :id;

-- rejot:public order-lines@1.0
-- source: orders
-- description: One line of an order, numbered within it.
SELECT order_id, line_no, product_id, quantity, unit_price, note
FROM order_lines
WHERE order_id = :order_id AND line_no = :line_no;
