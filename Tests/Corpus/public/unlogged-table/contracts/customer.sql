-- rejot:public customer@1.0
-- source: accounts
SELECT id, city FROM drafts WHERE id = :id;
