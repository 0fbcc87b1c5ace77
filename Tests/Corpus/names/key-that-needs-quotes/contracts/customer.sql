-- rejot:public order@1.0
-- source: accounts
-- key: [OrderID]
-- fields: { "note #1": text }
SELECT "Order ID", "note: #1" FROM orders;
