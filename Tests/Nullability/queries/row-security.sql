-- a table with row-level security
-- word: never  the rows that are seen have one
SELECT word FROM secrets;

-- as a scalar subquery
-- word: may  hidden
SELECT (SELECT word FROM secrets WHERE id = c.secret_id) AS word FROM clues c;

-- as a count
-- n: never  a count of what is seen
SELECT (SELECT count(*) FROM secrets) AS n;

-- in a full join
-- word: may  hidden
-- text: may  no clue
SELECT s.word, c.text FROM clues c FULL JOIN secrets s ON s.id = c.secret_id AND s.open;

-- the other way around
-- word: may  hidden
-- text: never  preserved
SELECT s.word, c.text FROM secrets s RIGHT JOIN clues c ON c.secret_id = s.id;

-- an aggregate
-- m: may  nothing is seen
SELECT max(word) AS m FROM secrets;

-- in groups along the foreign key
-- m: may  hidden
SELECT max(s.word) AS m FROM clues c LEFT JOIN secrets s ON s.id = c.secret_id GROUP BY c.id;
