-- rejot:public customer@1.0
-- source: accounts
SELECT id, $q$it's: "a"$q$ AS quote, E'\\' AS slash, U&'\0041' AS letter FROM users /* :no */ WHERE id = :id;
