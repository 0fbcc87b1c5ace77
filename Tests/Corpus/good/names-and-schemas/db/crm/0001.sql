CREATE SCHEMA app;
CREATE TABLE app.lines (order_id bigint, class integer, note text, json text, PRIMARY KEY (order_id, class));
