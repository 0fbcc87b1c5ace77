SELECT u.name, a.city, a.zip FROM users u JOIN addresses a ON a.user_id = u.id WHERE u.id = :id;
SELECT u.name, a.city FROM users u LEFT JOIN addresses a ON a.user_id = u.id;
SELECT u.name, a.city FROM users u RIGHT JOIN addresses a ON a.user_id = u.id;
SELECT u.name, a.city FROM users u FULL JOIN addresses a ON a.user_id = u.id;
SELECT id, name FROM users JOIN named USING (id, name);
SELECT * FROM users NATURAL JOIN stored;
SELECT a.city FROM users u LEFT JOIN addresses a ON a.user_id = u.id WHERE a.zip = :zip;
SELECT u.nick, v.nick AS same FROM users u, named v WHERE u.nick = v.nick;
