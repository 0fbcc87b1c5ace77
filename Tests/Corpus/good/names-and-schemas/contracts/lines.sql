-- rejot:public lines@2.10
-- source: accounts
-- description: Names that need quotes; the key is in the index's order.
SELECT "Order ID", "class", "1st note", json FROM "Order Line"
WHERE "Order ID" = :"Order ID" AND "class" = :class;

-- rejot:consumer lines
-- from: "@acme/shop/lines@2"
-- into: crm
INSERT INTO app.lines (order_id, class, note, json)
VALUES (:"Order ID", :class, :"1st note", :json)
ON CONFLICT (order_id, class) DO UPDATE SET note = EXCLUDED.note, json = EXCLUDED.json;
-- rejot:delete
DELETE FROM app.lines WHERE order_id = :"Order ID" AND class = :class;
