-- rejot:public customer@1.0
-- source: accounts
SELECT total, name FROM sums WHERE total = :total;
