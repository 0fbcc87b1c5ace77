DELETE FROM users WHERE id = :id;
DELETE FROM users WHERE nick IS NOT NULL RETURNING id, nick, age;
DELETE FROM users u USING addresses a WHERE a.user_id = u.id AND a.zip = :zip RETURNING u.name, a.zip, a.label;
DELETE FROM named WHERE id = $1 RETURNING nick;
