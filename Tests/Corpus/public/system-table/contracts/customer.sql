-- rejot:public customer@1.0
-- source: accounts
SELECT relname FROM pg_class WHERE relname = :relname;
