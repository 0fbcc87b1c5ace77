-- rejot:public built-imaged@1.0
-- source: accounts
SELECT id, a, (a).street AS street, lower(e) AS start, i, j, k, l, p, q, r, x FROM built
WHERE id = :id AND NOT isempty(e);
