-- rejot:public list@1.0
-- source: source
SELECT * FROM lists WHERE id = :id;

-- rejot:consumer list-copy
-- from: types/list@1
-- into: target
INSERT INTO lists_copy (
  id, bool, int2, int4, int8, float4, float8, "numeric", numeric_scaled, money, text, varchar,
  bpchar, name, "char", refcursor, uuid, bytea, "bit", varbit, date, "time", timetz,
  "timestamp", timestamptz, "interval", interval_fields, json, jsonb, jsonpath, xml, tsvector,
  tsquery, inet, cidr, macaddr, macaddr8, point, line, lseg, box, path, polygon, circle, oid,
  xid, xid8, cid, tid, pg_lsn, pg_snapshot, txid_snapshot, int2vector, oidvector, aclitem,
  regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc,
  regprocedure, regrole, regtype
) VALUES (
  :id, :bool, :int2, :int4, :int8, :float4, :float8, :numeric, :numeric_scaled, :money, :text,
  :varchar, :bpchar, :name, :char, :refcursor, :uuid, :bytea, :bit, :varbit, :date, :time,
  :timetz, :timestamp, :timestamptz, :interval, :interval_fields, :json, :jsonb, :jsonpath,
  :xml, :tsvector, :tsquery, :inet, :cidr, :macaddr, :macaddr8, :point, :line, :lseg, :box,
  :path, :polygon, :circle, :oid, :xid, :xid8, :cid, :tid, :pg_lsn, :pg_snapshot,
  :txid_snapshot, :int2vector, :oidvector, :aclitem, :regclass, :regcollation, :regconfig,
  :regdictionary, :regnamespace, :regoper, :regoperator, :regproc, :regprocedure, :regrole,
  :regtype
) ON CONFLICT (id) DO UPDATE SET
  bool = EXCLUDED.bool, int2 = EXCLUDED.int2, int4 = EXCLUDED.int4, int8 = EXCLUDED.int8,
  float4 = EXCLUDED.float4, float8 = EXCLUDED.float8, "numeric" = EXCLUDED."numeric",
  numeric_scaled = EXCLUDED.numeric_scaled, money = EXCLUDED.money, text = EXCLUDED.text,
  varchar = EXCLUDED.varchar, bpchar = EXCLUDED.bpchar, name = EXCLUDED.name,
  "char" = EXCLUDED."char", refcursor = EXCLUDED.refcursor, uuid = EXCLUDED.uuid,
  bytea = EXCLUDED.bytea, "bit" = EXCLUDED."bit", varbit = EXCLUDED.varbit,
  date = EXCLUDED.date, "time" = EXCLUDED."time", timetz = EXCLUDED.timetz,
  "timestamp" = EXCLUDED."timestamp", timestamptz = EXCLUDED.timestamptz,
  "interval" = EXCLUDED."interval", interval_fields = EXCLUDED.interval_fields,
  json = EXCLUDED.json, jsonb = EXCLUDED.jsonb, jsonpath = EXCLUDED.jsonpath,
  xml = EXCLUDED.xml, tsvector = EXCLUDED.tsvector, tsquery = EXCLUDED.tsquery,
  inet = EXCLUDED.inet, cidr = EXCLUDED.cidr, macaddr = EXCLUDED.macaddr,
  macaddr8 = EXCLUDED.macaddr8, point = EXCLUDED.point, line = EXCLUDED.line,
  lseg = EXCLUDED.lseg, box = EXCLUDED.box, path = EXCLUDED.path, polygon = EXCLUDED.polygon,
  circle = EXCLUDED.circle, oid = EXCLUDED.oid, xid = EXCLUDED.xid, xid8 = EXCLUDED.xid8,
  cid = EXCLUDED.cid, tid = EXCLUDED.tid, pg_lsn = EXCLUDED.pg_lsn,
  pg_snapshot = EXCLUDED.pg_snapshot, txid_snapshot = EXCLUDED.txid_snapshot,
  int2vector = EXCLUDED.int2vector, oidvector = EXCLUDED.oidvector, aclitem = EXCLUDED.aclitem,
  regclass = EXCLUDED.regclass, regcollation = EXCLUDED.regcollation,
  regconfig = EXCLUDED.regconfig, regdictionary = EXCLUDED.regdictionary,
  regnamespace = EXCLUDED.regnamespace, regoper = EXCLUDED.regoper,
  regoperator = EXCLUDED.regoperator, regproc = EXCLUDED.regproc,
  regprocedure = EXCLUDED.regprocedure, regrole = EXCLUDED.regrole, regtype = EXCLUDED.regtype;
-- rejot:delete
DELETE FROM lists_copy WHERE id = :id;

-- rejot:consumer list-each
-- from: types/list@1
-- into: target
INSERT INTO lists_each (
  id, bool, int2, int4, int8, float4, float8, "numeric", numeric_scaled, money, text, varchar,
  bpchar, name, "char", refcursor, uuid, bytea, "bit", varbit, date, "time", timetz,
  "timestamp", timestamptz, "interval", interval_fields, json, jsonb, jsonpath, xml, tsvector,
  tsquery, inet, cidr, macaddr, macaddr8, point, line, lseg, box, path, polygon, circle, oid,
  xid, xid8, cid, tid, pg_lsn, pg_snapshot, txid_snapshot, int2vector, oidvector, aclitem,
  regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc,
  regprocedure, regrole, regtype, touched
) VALUES (
  :id, :bool, :int2, :int4, :int8, :float4, :float8, :numeric, :numeric_scaled, :money, :text,
  :varchar, :bpchar, :name, :char, :refcursor, :uuid, :bytea, :bit, :varbit, :date, :time,
  :timetz, :timestamp, :timestamptz, :interval, :interval_fields, :json, :jsonb, :jsonpath,
  :xml, :tsvector, :tsquery, :inet, :cidr, :macaddr, :macaddr8, :point, :line, :lseg, :box,
  :path, :polygon, :circle, :oid, :xid, :xid8, :cid, :tid, :pg_lsn, :pg_snapshot,
  :txid_snapshot, :int2vector, :oidvector, :aclitem, :regclass, :regcollation, :regconfig,
  :regdictionary, :regnamespace, :regoper, :regoperator, :regproc, :regprocedure, :regrole,
  :regtype, 1
) ON CONFLICT (id) DO UPDATE SET
  bool = EXCLUDED.bool, int2 = EXCLUDED.int2, int4 = EXCLUDED.int4, int8 = EXCLUDED.int8,
  float4 = EXCLUDED.float4, float8 = EXCLUDED.float8, "numeric" = EXCLUDED."numeric",
  numeric_scaled = EXCLUDED.numeric_scaled, money = EXCLUDED.money, text = EXCLUDED.text,
  varchar = EXCLUDED.varchar, bpchar = EXCLUDED.bpchar, name = EXCLUDED.name,
  "char" = EXCLUDED."char", refcursor = EXCLUDED.refcursor, uuid = EXCLUDED.uuid,
  bytea = EXCLUDED.bytea, "bit" = EXCLUDED."bit", varbit = EXCLUDED.varbit,
  date = EXCLUDED.date, "time" = EXCLUDED."time", timetz = EXCLUDED.timetz,
  "timestamp" = EXCLUDED."timestamp", timestamptz = EXCLUDED.timestamptz,
  "interval" = EXCLUDED."interval", interval_fields = EXCLUDED.interval_fields,
  json = EXCLUDED.json, jsonb = EXCLUDED.jsonb, jsonpath = EXCLUDED.jsonpath,
  xml = EXCLUDED.xml, tsvector = EXCLUDED.tsvector, tsquery = EXCLUDED.tsquery,
  inet = EXCLUDED.inet, cidr = EXCLUDED.cidr, macaddr = EXCLUDED.macaddr,
  macaddr8 = EXCLUDED.macaddr8, point = EXCLUDED.point, line = EXCLUDED.line,
  lseg = EXCLUDED.lseg, box = EXCLUDED.box, path = EXCLUDED.path, polygon = EXCLUDED.polygon,
  circle = EXCLUDED.circle, oid = EXCLUDED.oid, xid = EXCLUDED.xid, xid8 = EXCLUDED.xid8,
  cid = EXCLUDED.cid, tid = EXCLUDED.tid, pg_lsn = EXCLUDED.pg_lsn,
  pg_snapshot = EXCLUDED.pg_snapshot, txid_snapshot = EXCLUDED.txid_snapshot,
  int2vector = EXCLUDED.int2vector, oidvector = EXCLUDED.oidvector, aclitem = EXCLUDED.aclitem,
  regclass = EXCLUDED.regclass, regcollation = EXCLUDED.regcollation,
  regconfig = EXCLUDED.regconfig, regdictionary = EXCLUDED.regdictionary,
  regnamespace = EXCLUDED.regnamespace, regoper = EXCLUDED.regoper,
  regoperator = EXCLUDED.regoperator, regproc = EXCLUDED.regproc,
  regprocedure = EXCLUDED.regprocedure, regrole = EXCLUDED.regrole, regtype = EXCLUDED.regtype,
  touched = lists_each.touched + 1;
-- rejot:delete
DELETE FROM lists_each WHERE id = :id;
