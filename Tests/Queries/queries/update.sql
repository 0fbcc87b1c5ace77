UPDATE users SET name = :name WHERE id = :id;
UPDATE users SET nick = NULL WHERE nick IS NOT NULL RETURNING nick, name;
UPDATE users u SET nick = a.city FROM addresses a WHERE a.user_id = u.id AND a.zip IS NOT NULL RETURNING u.nick, a.zip;
UPDATE users SET (name, nick) = (:name, :nick), age = DEFAULT WHERE id = $$1$$::bigint;
UPDATE named SET nick = :nick WHERE nick = 'x' RETURNING id, nick;
UPDATE users SET (name, nick) = (SELECT city, zip FROM addresses WHERE user_id = :id LIMIT 1) RETURNING id;
