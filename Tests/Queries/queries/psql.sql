\set limit 5
\connect other
SELECT name FROM users \gset
SELECT city FROM addresses;
\echo it's done
SELECT thing FROM other.things \; SELECT 1;
