CREATE FUNCTION badge(text) RETURNS text STABLE LANGUAGE sql AS 'SELECT min(email) FROM users WHERE email > $1';
