-- rejot:public customer@1.0
-- source: accounts
select ID,
  "name", nick, code, tier, credit, visits -- all of it
from public.customers
where (id) = :id;
