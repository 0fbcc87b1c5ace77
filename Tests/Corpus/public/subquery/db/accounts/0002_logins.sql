CREATE TABLE logins (user_id bigint NOT NULL);
