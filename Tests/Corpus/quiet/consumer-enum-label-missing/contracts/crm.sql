-- rejot:consumer people
-- from: shop/person@1
-- into: crm
INSERT INTO people (id, mood, moods, words) VALUES (:id, :mood, :moods, :mood::text)
ON CONFLICT (id) DO UPDATE SET mood = EXCLUDED.mood, moods = EXCLUDED.moods, words = EXCLUDED.words;
-- rejot:delete
DELETE FROM people WHERE id = :id;
