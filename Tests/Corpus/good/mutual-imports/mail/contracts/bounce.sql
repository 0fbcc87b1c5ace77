-- rejot:public bounce@1.0
-- source: main
SELECT address, reason FROM bounces WHERE address = :address;
