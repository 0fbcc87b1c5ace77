-- rejot:public made@1.0
-- source: source
SELECT * FROM made WHERE id = :id;

-- rejot:consumer made-copy
-- from: types/made@1
-- into: target
INSERT INTO made_copy (
  id, mood, moods, label, nested_label, labels, address, addresses, home, person, people, pet,
  pets, nothing, int4_range, int8_range, num_range, ts_range, tstz_range, date_range,
  text_range, float_range, address_range, small_range, int4_ranges, text_range_list,
  int4_multirange, int8_multirange, num_multirange, ts_multirange, tstz_multirange,
  date_multirange, text_ranges, num_multiranges, citext, citexts, hstore, hstores, tree, trees
) VALUES (
  :id, :mood, :moods, :label, :nested_label, :labels, :address, :addresses, :home, :person,
  :people, :pet, :pets, :nothing, :int4_range, :int8_range, :num_range, :ts_range, :tstz_range,
  :date_range, :text_range, :float_range, :address_range, :small_range, :int4_ranges,
  :text_range_list, :int4_multirange, :int8_multirange, :num_multirange, :ts_multirange,
  :tstz_multirange, :date_multirange, :text_ranges, :num_multiranges, :citext, :citexts,
  :hstore, :hstores, :tree, :trees
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
  tree = EXCLUDED.tree, trees = EXCLUDED.trees;
-- rejot:delete
DELETE FROM made_copy WHERE id = :id;

-- rejot:consumer made-each
-- from: types/made@1
-- into: target
INSERT INTO made_each (
  id, mood, moods, label, nested_label, labels, address, addresses, home, person, people, pet,
  pets, nothing, int4_range, int8_range, num_range, ts_range, tstz_range, date_range,
  text_range, float_range, address_range, small_range, int4_ranges, text_range_list,
  int4_multirange, int8_multirange, num_multirange, ts_multirange, tstz_multirange,
  date_multirange, text_ranges, num_multiranges, citext, citexts, hstore, hstores, tree, trees,
  touched
) VALUES (
  :id, :mood, :moods, :label, :nested_label, :labels, :address, :addresses, :home, :person,
  :people, :pet, :pets, :nothing, :int4_range, :int8_range, :num_range, :ts_range, :tstz_range,
  :date_range, :text_range, :float_range, :address_range, :small_range, :int4_ranges,
  :text_range_list, :int4_multirange, :int8_multirange, :num_multirange, :ts_multirange,
  :tstz_multirange, :date_multirange, :text_ranges, :num_multiranges, :citext, :citexts,
  :hstore, :hstores, :tree, :trees, 1
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
  tree = EXCLUDED.tree, trees = EXCLUDED.trees, touched = made_each.touched + 1;
-- rejot:delete
DELETE FROM made_each WHERE id = :id;
