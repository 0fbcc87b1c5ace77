CREATE TABLE logins (id bigint PRIMARY KEY, user_id bigint NOT NULL);
