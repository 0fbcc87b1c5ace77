-- rejot:public odd-names@1.0
-- source: source
-- description: Names that SQL, Swift and every text between them spell differently.
SELECT
  "Key", "order", "a.b", "say ""hi""", "it's", "$1", "$tag$", "back\slash", " ", "1st", "+",
  "größe", "école", "👩‍👩‍👧", "שלום", "日本語",
  "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
  "éééééééééééééééééééééééééééééééx", "self", "init", "Type", "RejotRuntime", "RowImage",
  "description", "--", "/*", "%s", "a, b", "tab	here"
FROM "Odd ""Schema"".$"."Täble 💡 of\ ""names"""
WHERE "Key" = :"Key";

-- rejot:consumer odd-names-copy
-- from: scenarios/odd-names@1
-- into: target
INSERT INTO "Odd ""Schema"".$"."Täble 💡 of\ ""names""" (
  "Key", "order", "a.b", "say ""hi""", "it's", "$1", "$tag$", "back\slash", " ", "1st", "+",
  "größe", "école", "👩‍👩‍👧", "שלום", "日本語",
  "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
  "éééééééééééééééééééééééééééééééx", "self", "init", "Type", "RejotRuntime", "RowImage",
  "description", "--", "/*", "%s", "a, b", "tab	here"
)
VALUES (
  :"Key", :"order", :"a.b", :"say ""hi""", :"it's", :"$1", :"$tag$", :"back\slash", :" ", :"1st",
  :"+", :"größe", :"école", :"👩‍👩‍👧", :"שלום", :"日本語",
  :"wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
  :"éééééééééééééééééééééééééééééééx", :"self", :"init", :"Type", :"RejotRuntime", :"RowImage",
  :"description", :"--", :"/*", :"%s", :"a, b", :"tab	here"
)
ON CONFLICT ("Key") DO UPDATE SET
  "order" = EXCLUDED."order", "a.b" = EXCLUDED."a.b", "say ""hi""" = EXCLUDED."say ""hi""",
  "it's" = EXCLUDED."it's", "$1" = EXCLUDED."$1", "$tag$" = EXCLUDED."$tag$",
  "back\slash" = EXCLUDED."back\slash", " " = EXCLUDED." ", "1st" = EXCLUDED."1st",
  "+" = EXCLUDED."+", "größe" = EXCLUDED."größe", "école" = EXCLUDED."école",
  "👩‍👩‍👧" = EXCLUDED."👩‍👩‍👧", "שלום" = EXCLUDED."שלום", "日本語" = EXCLUDED."日本語",
  "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" = EXCLUDED."wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
  "éééééééééééééééééééééééééééééééx" = EXCLUDED."éééééééééééééééééééééééééééééééx",
  "self" = EXCLUDED."self", "init" = EXCLUDED."init", "Type" = EXCLUDED."Type",
  "RejotRuntime" = EXCLUDED."RejotRuntime", "RowImage" = EXCLUDED."RowImage",
  "description" = EXCLUDED."description", "--" = EXCLUDED."--", "/*" = EXCLUDED."/*",
  "%s" = EXCLUDED."%s", "a, b" = EXCLUDED."a, b", "tab	here" = EXCLUDED."tab	here";
-- rejot:delete
DELETE FROM "Odd ""Schema"".$"."Täble 💡 of\ ""names""" WHERE "Key" = :"Key";

-- rejot:public init@1.0
-- source: source
-- description: A table that is named as another one, in a schema that is named as a keyword.
SELECT id, "from" FROM "select".item WHERE id = :id;

-- rejot:consumer self
-- from: scenarios/init@1
-- into: target
INSERT INTO "select".item_copy (id, "from") VALUES (:id, :from)
ON CONFLICT (id) DO UPDATE SET "from" = EXCLUDED."from";
-- rejot:delete
DELETE FROM "select".item_copy WHERE id = :id;
