-- rejot:public everything@1.0
-- source: accounts
-- description: Every kind of type that the stream carries as text, published or not.
SELECT
  id,
  upper(name) AS shouted,
  code || '-' || coalesce(words[1], '') AS code_and_word,
  (home).city AS city,
  feeling = 'ok'::mood AS is_happy,
  doc ->> 'x' AS x,
  array_length(labels, 1) AS label_count,
  padded || '|' AS padded,
  price * 2 AS double_price,
  to_char(at, 'YYYY-MM-DD') AS day,
  host(host) AS address,
  lower(mail) AS mail,
  born + 1 AS day_after,
  encode(raw, 'base64') AS raw,
  moods[1] AS first_mood,
  (homes[1]).street AS street,
  app.label(name) AS label,
  twice,
  shout || '' AS shout,
  feeling,
  words
FROM users u
WHERE id = :id AND age > 17 AND (feeling IS DISTINCT FROM 'sad' OR code < 'x');

-- rejot:public arrays@1.0
-- source: accounts
-- description: Subqueries that read the row's own arrays, and a table whose columns are renamed.
SELECT
  first,
  (SELECT string_agg(t, ',' ORDER BY t) FROM unnest(words) AS t) AS joined,
  ARRAY(SELECT upper(u."order" || t) FROM unnest(u.words) AS t) AS shouted
FROM ONLY public.users AS u(first, "order")
WHERE u.first = :key
  AND EXISTS (SELECT 1 FROM unnest(u.words) AS u(x) WHERE x <> (:key)::text AND x <> u.x || '');

-- rejot:public by-code@1.0
-- source: accounts
-- description: Settings are pinned, so what depends on them alone is as good as immutable.
SELECT
  CASE WHEN age > 1 THEN 'a' ELSE 'b' END AS choice,
  greatest(age, 3) AS at_least,
  jsonb_build_object('id', id, 'n', name) AS doc,
  code::varchar(4) AS short,
  id IN (1, 2, 3) AS is_early,
  at AT TIME ZONE 'Europe/Berlin' AS local,
  at::date AS day,
  name COLLATE "C" < 'b' AS is_low,
  (id, age) < (3, 4) AS is_less,
  interval '1 day' + at AS later,
  sha256(convert_to(name, 'UTF8')) AS hash
FROM users
WHERE code = :code::varchar;

-- rejot:public named-key@1.0
-- source: accounts
-- key: [id]
SELECT id, lower(name) AS name, current_setting IS NULL AS is_unset
FROM users AS u(id, name, current_setting)
WHERE age BETWEEN 1 AND 100 OR id < 10
ORDER BY name || 'x';

-- rejot:public odd-names@1.0
-- source: accounts
SELECT upper("image" || "event") AS image, base AS event, "select" + 1 AS base, image."a ""q" || '"' AS q
FROM "Odd Table" AS image
WHERE "place" = :"place" AND :sel = "select";

-- rejot:public own-names@1.0
-- source: accounts
SELECT v + 0 AS v0, c1, upper(v.c1 || v.v) AS place, image, v.full_name || '' AS full_name
FROM v
WHERE v.v = $1 AND v.image IS NOT NULL;

-- rejot:public only-parents@1.0
-- source: accounts
SELECT id, upper(note) AS note FROM ONLY parent WHERE id = :id;
