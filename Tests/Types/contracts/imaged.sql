-- rejot:public imaged-scalar@1.0
-- source: source
-- description: The same rows, evaluated by the publisher's server over their images.
SELECT *, (id::numeric + 1)::integer AS next FROM scalars WHERE id = :id;

-- rejot:consumer scalar-imaged
-- from: types/imaged-scalar@1
-- into: target
INSERT INTO scalars_imaged (
  id, bool, int2, int4, int8, float4, float8, "numeric", numeric_scaled, money, text, varchar,
  bpchar, name, "char", refcursor, uuid, bytea, "bit", varbit, date, "time", timetz,
  "timestamp", timestamptz, "interval", interval_fields, json, jsonb, jsonpath, xml, tsvector,
  tsquery, inet, cidr, macaddr, macaddr8, point, line, lseg, box, path, polygon, circle, oid,
  xid, xid8, cid, tid, pg_lsn, pg_snapshot, txid_snapshot, int2vector, oidvector, aclitem,
  regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc,
  regprocedure, regrole, regtype, next
) VALUES (
  :id, :bool, :int2, :int4, :int8, :float4, :float8, :numeric, :numeric_scaled, :money, :text,
  :varchar, :bpchar, :name, :char, :refcursor, :uuid, :bytea, :bit, :varbit, :date, :time,
  :timetz, :timestamp, :timestamptz, :interval, :interval_fields, :json, :jsonb, :jsonpath,
  :xml, :tsvector, :tsquery, :inet, :cidr, :macaddr, :macaddr8, :point, :line, :lseg, :box,
  :path, :polygon, :circle, :oid, :xid, :xid8, :cid, :tid, :pg_lsn, :pg_snapshot,
  :txid_snapshot, :int2vector, :oidvector, :aclitem, :regclass, :regcollation, :regconfig,
  :regdictionary, :regnamespace, :regoper, :regoperator, :regproc, :regprocedure, :regrole,
  :regtype, :next
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
  regprocedure = EXCLUDED.regprocedure, regrole = EXCLUDED.regrole, regtype = EXCLUDED.regtype, next = EXCLUDED.next;
-- rejot:delete
DELETE FROM scalars_imaged WHERE id = :id;

-- rejot:public imaged-list@1.0
-- source: source
-- description: The same rows, evaluated by the publisher's server over their images.
SELECT *, (id::numeric + 1)::integer AS next FROM lists WHERE id = :id;

-- rejot:consumer list-imaged
-- from: types/imaged-list@1
-- into: target
INSERT INTO lists_imaged (
  id, bool, int2, int4, int8, float4, float8, "numeric", numeric_scaled, money, text, varchar,
  bpchar, name, "char", refcursor, uuid, bytea, "bit", varbit, date, "time", timetz,
  "timestamp", timestamptz, "interval", interval_fields, json, jsonb, jsonpath, xml, tsvector,
  tsquery, inet, cidr, macaddr, macaddr8, point, line, lseg, box, path, polygon, circle, oid,
  xid, xid8, cid, tid, pg_lsn, pg_snapshot, txid_snapshot, int2vector, oidvector, aclitem,
  regclass, regcollation, regconfig, regdictionary, regnamespace, regoper, regoperator, regproc,
  regprocedure, regrole, regtype, next
) VALUES (
  :id, :bool, :int2, :int4, :int8, :float4, :float8, :numeric, :numeric_scaled, :money, :text,
  :varchar, :bpchar, :name, :char, :refcursor, :uuid, :bytea, :bit, :varbit, :date, :time,
  :timetz, :timestamp, :timestamptz, :interval, :interval_fields, :json, :jsonb, :jsonpath,
  :xml, :tsvector, :tsquery, :inet, :cidr, :macaddr, :macaddr8, :point, :line, :lseg, :box,
  :path, :polygon, :circle, :oid, :xid, :xid8, :cid, :tid, :pg_lsn, :pg_snapshot,
  :txid_snapshot, :int2vector, :oidvector, :aclitem, :regclass, :regcollation, :regconfig,
  :regdictionary, :regnamespace, :regoper, :regoperator, :regproc, :regprocedure, :regrole,
  :regtype, :next
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
  regprocedure = EXCLUDED.regprocedure, regrole = EXCLUDED.regrole, regtype = EXCLUDED.regtype, next = EXCLUDED.next;
-- rejot:delete
DELETE FROM lists_imaged WHERE id = :id;

-- rejot:public imaged-made@1.0
-- source: source
-- description: The same rows, evaluated by the publisher's server over their images.
SELECT *, (id::numeric + 1)::integer AS next FROM made WHERE id = :id;

-- rejot:consumer made-imaged
-- from: types/imaged-made@1
-- into: target
INSERT INTO made_imaged (
  id, mood, moods, label, nested_label, labels, address, addresses, home, person, people, pet,
  pets, nothing, int4_range, int8_range, num_range, ts_range, tstz_range, date_range,
  text_range, float_range, address_range, small_range, int4_ranges, text_range_list,
  int4_multirange, int8_multirange, num_multirange, ts_multirange, tstz_multirange,
  date_multirange, text_ranges, num_multiranges, citext, citexts, hstore, hstores, tree, trees, next
) VALUES (
  :id, :mood, :moods, :label, :nested_label, :labels, :address, :addresses, :home, :person,
  :people, :pet, :pets, :nothing, :int4_range, :int8_range, :num_range, :ts_range, :tstz_range,
  :date_range, :text_range, :float_range, :address_range, :small_range, :int4_ranges,
  :text_range_list, :int4_multirange, :int8_multirange, :num_multirange, :ts_multirange,
  :tstz_multirange, :date_multirange, :text_ranges, :num_multiranges, :citext, :citexts,
  :hstore, :hstores, :tree, :trees, :next
) ON CONFLICT (id) DO UPDATE SET
  mood = EXCLUDED.mood, moods = EXCLUDED.moods, label = EXCLUDED.label,
  nested_label = EXCLUDED.nested_label, labels = EXCLUDED.labels, address = EXCLUDED.address,
  addresses = EXCLUDED.addresses, home = EXCLUDED.home, person = EXCLUDED.person,
  people = EXCLUDED.people, pet = EXCLUDED.pet, pets = EXCLUDED.pets,
  nothing = EXCLUDED.nothing, int4_range = EXCLUDED.int4_range,
  int8_range = EXCLUDED.int8_range, num_range = EXCLUDED.num_range,
  ts_range = EXCLUDED.ts_range, tstz_range = EXCLUDED.tstz_range,
  date_range = EXCLUDED.date_range, text_range = EXCLUDED.text_range,
  float_range = EXCLUDED.float_range, address_range = EXCLUDED.address_range,
  small_range = EXCLUDED.small_range, int4_ranges = EXCLUDED.int4_ranges,
  text_range_list = EXCLUDED.text_range_list, int4_multirange = EXCLUDED.int4_multirange,
  int8_multirange = EXCLUDED.int8_multirange, num_multirange = EXCLUDED.num_multirange,
  ts_multirange = EXCLUDED.ts_multirange, tstz_multirange = EXCLUDED.tstz_multirange,
  date_multirange = EXCLUDED.date_multirange, text_ranges = EXCLUDED.text_ranges,
  num_multiranges = EXCLUDED.num_multiranges, citext = EXCLUDED.citext,
  citexts = EXCLUDED.citexts, hstore = EXCLUDED.hstore, hstores = EXCLUDED.hstores,
  tree = EXCLUDED.tree, trees = EXCLUDED.trees, next = EXCLUDED.next;
-- rejot:delete
DELETE FROM made_imaged WHERE id = :id;
