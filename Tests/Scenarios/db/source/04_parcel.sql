-- Published twice through the same expressions and filter: computed by generated Swift, and by the
-- publisher's server.
CREATE TABLE parcel (
  id bigint PRIMARY KEY,
  quantity integer NOT NULL DEFAULT 1,
  unit_price integer,
  weight numeric(8,3),
  label text NOT NULL DEFAULT '',
  nick varchar(20),
  zone char(4),
  body text,
  remark text,
  due date,
  is_open boolean NOT NULL DEFAULT true
);
-- Out of line, whatever their size.
ALTER TABLE parcel ALTER body SET STORAGE EXTERNAL, ALTER remark SET STORAGE EXTERNAL;
