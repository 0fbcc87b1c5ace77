SELECT name FROM users;
SELECT nick FROM users;
SELECT 'unterminated FROM users;
SELECT 1;
