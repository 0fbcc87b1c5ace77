VALUES (1, 'a'), (2, NULL);
VALUES (:a::int, :b), (1, 'x');
SELECT v.n, v.word FROM (VALUES (1, 'a'), (2, 'b')) v(n, word);
