-- rejot:public customer@1.0
-- source: accounts
SELECT id, mood FROM people WHERE id = :id AND mood = 'furius';
