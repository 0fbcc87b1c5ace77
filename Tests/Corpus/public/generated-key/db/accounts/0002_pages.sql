CREATE TABLE pages (email text NOT NULL, slug text NOT NULL UNIQUE GENERATED ALWAYS AS (lower(email)) STORED);
