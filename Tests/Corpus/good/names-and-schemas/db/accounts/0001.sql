CREATE SCHEMA app;
CREATE TABLE app."Order Line" (
  "Order ID" bigint,
  "class" integer,
  "1st note" text,
  json text,
  PRIMARY KEY ("class", "Order ID")
);
