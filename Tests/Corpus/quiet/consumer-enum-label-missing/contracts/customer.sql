-- rejot:public person@1.0
-- source: accounts
SELECT id, mood, moods FROM people WHERE id = :id;
