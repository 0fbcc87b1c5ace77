SELECT data, data -> 'a' AS a, data ->> 'b' AS b, data #>> '{c,d}' AS d, data @> :part AS holds FROM users;
SELECT jsonb_build_object('id', id, 'nick', nick) AS built, to_jsonb(u) AS whole, json_agg(u) OVER () AS list
FROM users u;
SELECT jsonb_path_query(data, '$.a') AS found, data['a'] AS part FROM users;
