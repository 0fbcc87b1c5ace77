-- Published through expressions and a filter, one column of it generated.
CREATE TABLE listing (
  id bigint PRIMARY KEY,
  title text NOT NULL,
  price numeric(10,2) NOT NULL DEFAULT 1,
  units integer NOT NULL DEFAULT 1,
  tags text[] NOT NULL DEFAULT '{}',
  body text,
  feeling mood,
  is_open boolean NOT NULL DEFAULT true,
  twice integer NOT NULL GENERATED ALWAYS AS (units * 2) STORED
);

CREATE FUNCTION shelf_label(title text, id bigint) RETURNS text IMMUTABLE LANGUAGE plpgsql AS $$
BEGIN
  RETURN 'shelf ' || id % 7 || ': ' || title;
END $$;
