-- rejot:public customer@1.0
-- source: accounts

-- Nothing yet.
