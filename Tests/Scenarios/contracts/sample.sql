-- rejot:public sample@1.0
-- source: source
-- description: One column of each type the runtime carries.
SELECT
  id, flag, small, big, real4, real8, exact, words, short, padded, token, day, clock,
  zoned_clock, moment, instant, span, bytes, doc, docb, feeling, numbers, tags
FROM sample WHERE id = :id;

-- rejot:consumer sample-copy
-- from: scenarios/sample@1
-- into: target
INSERT INTO sample_copy (
  id, flag, small, big, real4, real8, exact, words, short, padded, token, day, clock,
  zoned_clock, moment, instant, span, bytes, doc, docb, feeling, numbers, tags
) VALUES (
  :id, :flag, :small, :big, :real4, :real8, :exact, :words, :short, :padded, :token, :day,
  :clock, :zoned_clock, :moment, :instant, :span, :bytes, :doc, :docb, :feeling, :numbers,
  :tags
) ON CONFLICT (id) DO UPDATE SET
  flag = EXCLUDED.flag, small = EXCLUDED.small, big = EXCLUDED.big, real4 = EXCLUDED.real4,
  real8 = EXCLUDED.real8, exact = EXCLUDED.exact, words = EXCLUDED.words, short =
  EXCLUDED.short, padded = EXCLUDED.padded, token = EXCLUDED.token, day = EXCLUDED.day,
  clock = EXCLUDED.clock, zoned_clock = EXCLUDED.zoned_clock, moment = EXCLUDED.moment,
  instant = EXCLUDED.instant, span = EXCLUDED.span, bytes = EXCLUDED.bytes, doc =
  EXCLUDED.doc, docb = EXCLUDED.docb, feeling = EXCLUDED.feeling, numbers =
  EXCLUDED.numbers, tags = EXCLUDED.tags;
-- rejot:delete
DELETE FROM sample_copy WHERE id = :id;
