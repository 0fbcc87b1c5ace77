CREATE TABLE people (id bigint PRIMARY KEY, full_name text NOT NULL);
CREATE TABLE names (person_id bigint PRIMARY KEY REFERENCES people, last_name text);
