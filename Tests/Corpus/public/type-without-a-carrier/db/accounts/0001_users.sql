CREATE TYPE plan AS (label text, tree pg_node_tree);
CREATE TABLE shops (
  id bigint PRIMARY KEY, city text, street text, spots gtsvector[], plan plan
);
