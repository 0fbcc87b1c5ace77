-- rejot:public moods@1.0
-- source: accounts
SELECT id, moods FROM moods WHERE id = :id;

-- rejot:public words@1.0
-- source: accounts
SELECT id, word FROM words WHERE id = :id;

-- rejot:public pairs@1.0
-- source: accounts
SELECT id, pair FROM pairs WHERE id = :id;

-- rejot:public indexed@1.0
-- source: accounts
SELECT id, word FROM indexed WHERE id = :id;
