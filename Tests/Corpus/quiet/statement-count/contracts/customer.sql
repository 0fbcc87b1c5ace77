-- rejot:public customer@1.0
-- source: accounts
SELECT id, ';' AS mark /* ; */, $$;$$ AS other -- ;
FROM users WHERE id = :id;
