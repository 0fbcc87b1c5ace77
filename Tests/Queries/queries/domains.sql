SELECT mail, code, :mail::email AS given, :code::code AS coded FROM users;
INSERT INTO users (id, name, mail) VALUES (:id, :name, :mail);
SELECT feeling, :feeling::mood AS wanted, 'sad'::mood AS sad FROM users WHERE feeling = :feeling;
