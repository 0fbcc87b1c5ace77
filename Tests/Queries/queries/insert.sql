INSERT INTO users (id, name, nick, feeling, mail) VALUES (:id, :name, :nick, :feeling, :mail);
INSERT INTO users (id, name) VALUES ($1, $2), ($3, 'x') RETURNING id, nick, price, born;
INSERT INTO users (id, name) VALUES (:id, upper(:name)) ON CONFLICT (id) DO UPDATE SET name = EXCLUDED.name, nick = :nick
RETURNING *;
INSERT INTO log (id, note) SELECT id, nick FROM users WHERE id > :id;
INSERT INTO log DEFAULT VALUES RETURNING at, note;
INSERT INTO addresses (user_id, city) VALUES (:user_id, coalesce(:city, 'none')) RETURNING id, label;
INSERT INTO named (id, name, nick) VALUES (:id, :name, :nick) RETURNING name, nick;
