-- rejot:public customer@1.0
-- source: accounts
SELECT slug, email FROM pages WHERE slug = :slug;
