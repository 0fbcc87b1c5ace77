-- Names that SQL, Swift and every text between them spell differently.
CREATE SCHEMA "Odd ""Schema"".$";
CREATE TABLE "Odd ""Schema"".$"."Täble 💡 of\ ""names""" (
  "Key" bigint PRIMARY KEY,
  "order" text,
  "a.b" text,
  "say ""hi""" text,
  "it's" text,
  "$1" text,
  "$tag$" text,
  "back\slash" text,
  " " text,
  "1st" text,
  "+" text,
  "größe" text,
  "école" text,
  "👩‍👩‍👧" text,
  "שלום" text,
  "日本語" text,
  "wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww" text,
  "éééééééééééééééééééééééééééééééx" text,
  "self" text,
  "init" text,
  "Type" text,
  "RejotRuntime" text,
  "RowImage" text,
  "description" text,
  "--" text,
  "/*" text,
  "%s" text,
  "a, b" text,
  "tab	here" text
);

-- The same name in a second schema, which is a word of SQL itself.
CREATE SCHEMA "select";
CREATE TABLE "select".item (id bigint PRIMARY KEY, "from" text);
