SELECT JSON('{}' WITH UNIQUE KEYS) AS j, JSON_SCALAR(age) AS s, JSON_SERIALIZE(data RETURNING bytea) AS t FROM users;
SELECT JSON_EXISTS(data, '$.a' PASSING :x AS x) AS e, JSON_VALUE(data, '$.a' RETURNING int DEFAULT 7 + 1 ON EMPTY ERROR ON ERROR) AS v,
  JSON_QUERY(data, '$.b' WITH CONDITIONAL WRAPPER KEEP QUOTES EMPTY ARRAY ON EMPTY) AS q,
  JSON_QUERY(doc, '$' RETURNING text OMIT QUOTES) AS r, JSON_VALUE(nick::jsonb, '$') AS d FROM users, shops;
SELECT j.a, j.b, j.nth, j.c, j.has, j.rest FROM users, JSON_TABLE(data, '$[*]' AS root PASSING name AS who, :x AS x COLUMNS (
  a int PATH '$.a' DEFAULT 0 ON EMPTY, b text, nth FOR ORDINALITY, has boolean EXISTS PATH '$.h',
  NESTED PATH '$.c[*]' AS inside COLUMNS (c numeric(4, 1) PATH '$'), rest jsonb FORMAT JSON PATH '$' WITH WRAPPER)) j;
SELECT j FROM JSON_TABLE(jsonb '[1]', '$[*]' COLUMNS (a mood PATH '$')) j;
SELECT count(*) AS n FROM users, JSON_TABLE(data, '$' COLUMNS (a int)) j;
SELECT data.a FROM users, JSON_TABLE(tags[1]::jsonb, '$' COLUMNS (a int)) data;
