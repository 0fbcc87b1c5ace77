-- rejot:consumer facts
-- from: shop/fact@1
-- into: crm
INSERT INTO facts (id, n, any_n, code, at, f, list, i, cut, short)
VALUES (:id, :n, :any_n, :code, :at, :f, :list, :i, :i::smallint, :code::varchar(2))
ON CONFLICT (id) DO UPDATE SET n = EXCLUDED.n, any_n = EXCLUDED.any_n, code = EXCLUDED.code, at = EXCLUDED.at,
  f = EXCLUDED.f, list = EXCLUDED.list, i = EXCLUDED.i, cut = EXCLUDED.cut, short = EXCLUDED.short;
-- rejot:delete
DELETE FROM facts WHERE id = :id;
