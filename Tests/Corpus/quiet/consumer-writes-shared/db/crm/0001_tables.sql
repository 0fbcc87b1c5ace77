CREATE TABLE people (id bigint, origin text, name text, mail text, note text, PRIMARY KEY (id, origin));
CREATE TABLE customers (id bigint PRIMARY KEY, full_name text, note text);
