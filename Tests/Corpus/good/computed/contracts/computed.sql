-- rejot:public arithmetic@1.0
-- source: accounts
SELECT id, years * 12 + id AS months, -years AS less, abs(id % 7)::integer AS shelf,
  mod(id, 10) / 3 AS third, (years > 17)::integer AS adult, years::integer::boolean AS is_born
FROM users WHERE id = :id;

-- rejot:public texts@1.0
-- source: accounts
SELECT id, name || ' <' || coalesce(nick, 'nobody') || '>' AS label, nullif(name, '') AS name,
  concat(id, '-', is_open, NULL) AS mark, concat_ws(', ', nick, name, seen) AS line,
  code || is_open || years AS code, is_open::text AS word, token::text AS token, "Odd ""name" || '' AS odd
FROM users WHERE id = :id;

-- rejot:public conditions@1.0
-- source: accounts
SELECT id, CASE WHEN balance > 100 THEN 'rich' WHEN balance IS NULL THEN nick ELSE 'poor' END AS class,
  CASE years WHEN 1 THEN 'one' WHEN 2 THEN 'two' END AS years,
  born >= '2000-02-29' OR seen < '2024-01-01 12:00+02' IS NOT FALSE AS is_late,
  gone_at IS DISTINCT FROM '-infinity' AS is_gone,
  raw = '\x00ff' AND token > 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' AS is_raw,
  nick IN ('a', 'b') AS is_ab, years NOT IN (1, 2, NULL) AS is_other, balance = ANY (ARRAY[1, 2.5]) AS is_sum
FROM users WHERE id = :id;

-- rejot:public kept@1.0
-- source: accounts
-- key: [id]
SELECT id, name FROM users
WHERE is_open AND (nick IS NULL OR nick <> 'it''s') AND gone_at IS NULL
ORDER BY name;

-- rejot:public others@1.0
-- source: accounts
-- description: The order of texts is a collation's, so the publisher says it.
SELECT id, name < 'b' AS is_low FROM users WHERE id = :id;
