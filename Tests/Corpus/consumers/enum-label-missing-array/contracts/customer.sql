-- rejot:public person@1.0
-- source: accounts
SELECT id, moods FROM people WHERE id = :id;
