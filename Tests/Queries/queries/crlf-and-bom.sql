SELECT name
FROM users
WHERE id = :id;

SELECT nme FROM users;
