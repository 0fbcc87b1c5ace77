SELECT code, taken FROM shop_best;
SELECT code, month, taken, busiest FROM shop_months;
SELECT id, name, kind FROM people;
SELECT b.taken, p.name FROM shop_best b JOIN people p ON p.name = b.code;
WITH a AS (SELECT * FROM shop_months), b AS (SELECT code, taken FROM a UNION SELECT name, 0 FROM named)
SELECT max(taken) AS most, string_agg(code, ' ') AS codes FROM b;
SELECT m FROM shop_months m;
SELECT EXISTS (SELECT FROM shop_best) AS any, ARRAY(SELECT code FROM shop_days) AS codes;
SELECT day, shop, amount FROM sales;
SELECT amount FROM sales_2024 WHERE shop = :shop AND day = :day;
SELECT * FROM tree TABLESAMPLE bernoulli (:part) REPEATABLE (1);
