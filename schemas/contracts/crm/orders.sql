-- Both write crm from orders, so they form one group: an order and its lines arrive in the same
-- transaction, and the foreign key between them holds at every moment.

-- rejot:consumer crm-orders
-- from: shop/orders@1
-- into: crm
INSERT INTO orders (id, customer_id, status, total, gift, deliver_on, placed_at)
VALUES (:id, :customer_id, :status, :total, :gift, :deliver_on, :placed_at)
ON CONFLICT (id) DO UPDATE SET
  customer_id = EXCLUDED.customer_id,
  status = EXCLUDED.status,
  total = EXCLUDED.total,
  gift = EXCLUDED.gift,
  deliver_on = EXCLUDED.deliver_on,
  placed_at = EXCLUDED.placed_at;
-- rejot:delete
DELETE FROM orders WHERE id = :id;

-- rejot:consumer crm-order-lines
-- from: shop/order-lines@1
-- into: crm
INSERT INTO order_lines (order_id, line_no, product_id, quantity, unit_price, note)
VALUES (:order_id, :line_no, :product_id, :quantity, :unit_price, coalesce(:note, ''))
ON CONFLICT (order_id, line_no) DO UPDATE SET
  product_id = EXCLUDED.product_id,
  quantity = EXCLUDED.quantity,
  unit_price = EXCLUDED.unit_price,
  note = EXCLUDED.note;
-- rejot:delete
DELETE FROM order_lines WHERE order_id = :order_id AND line_no = :line_no;
