-- How rows come to be that no constraint would let in today. Every paragraph is run in about half
-- of the databases, after the tables are filled.

-- Rows that were there before a constraint.
ALTER TABLE loose DROP CONSTRAINT loose_user;
INSERT INTO loose VALUES (90, 90);
ALTER TABLE loose ADD CONSTRAINT loose_user FOREIGN KEY (user_id) REFERENCES users NOT VALID;

ALTER TABLE unchecked DROP CONSTRAINT unchecked_must;
INSERT INTO unchecked VALUES (90, NULL);
ALTER TABLE unchecked ADD CONSTRAINT unchecked_must CHECK (must IS NOT NULL) NOT VALID;

-- A subquery without a row puts NULL into a domain, unseen.
INSERT INTO forms (id, line, nested, word, sure)
VALUES (91, (SELECT word FROM empty), 'x', 'x', 'x');

INSERT INTO forms (id, line, nested, word, sure)
VALUES (92, 'x', (SELECT nested FROM forms WHERE false), 'x', 'x');

INSERT INTO seals VALUES (93, (SELECT line FROM seals WHERE false));

INSERT INTO emptied VALUES (90, 'x') ON CONFLICT DO NOTHING;

-- The trigger on books swallows what the cascade deletes.
INSERT INTO shelves VALUES (90, 'attic') ON CONFLICT DO NOTHING;
INSERT INTO books VALUES (90, 90, 'lost') ON CONFLICT DO NOTHING;
INSERT INTO chapters VALUES (90, 90) ON CONFLICT DO NOTHING;
INSERT INTO parcels VALUES (90, 90) ON CONFLICT DO NOTHING;
DELETE FROM shelves WHERE id = 90;

-- Foreign keys that are not enforced.
INSERT INTO idle VALUES (90, 4711) ON CONFLICT DO NOTHING;

INSERT INTO owners VALUES (90, 'gone') ON CONFLICT DO NOTHING;
INSERT INTO owned VALUES (90, 90) ON CONFLICT DO NOTHING;
DELETE FROM owners WHERE id = 90;

-- Equal for the foreign key alone.
INSERT INTO labels VALUES ('Caps', 'x') ON CONFLICT DO NOTHING;
INSERT INTO labelled VALUES (90, 'caps') ON CONFLICT DO NOTHING;

INSERT INTO weights VALUES (ROW(17.0), 'x') ON CONFLICT DO NOTHING;
INSERT INTO weighed VALUES (90, ROW(17.00)) ON CONFLICT DO NOTHING;

-- Children of parents.
INSERT INTO children (id, kind, hint, toy, word) VALUES (90, 'x', NULL, 'ball', NULL);

INSERT INTO margin_notes VALUES (90, 90);

-- Rows of a table that asks for so much that few get in.
INSERT INTO checked VALUES (91, 'x', 1, 'p', NULL, 1, 1, 'x'), (92, 'y', NULL, NULL, 'm', 2, NULL, 'y');

-- Hidden by row-level security.
INSERT INTO secrets VALUES (90, false, 'hidden') ON CONFLICT DO NOTHING;
INSERT INTO clues VALUES (90, 90, 'behind') ON CONFLICT DO NOTHING;

-- PostgreSQL 18.
ALTER TABLE unproved DROP CONSTRAINT unproved_word;
INSERT INTO unproved VALUES (90, NULL, NULL, 90);
ALTER TABLE unproved ADD CONSTRAINT unproved_word NOT NULL word NOT VALID;

INSERT INTO rooms VALUES ('[1,2)', '[1,5)', 'red'), ('[1,2)', '[5,9)', 'red');
INSERT INTO bookings VALUES (1, '[1,2)', '[3,7)');
