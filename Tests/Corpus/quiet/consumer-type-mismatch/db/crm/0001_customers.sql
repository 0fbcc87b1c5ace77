-- Another schema, longer texts, wider numbers: every value's text is read as what it is.
CREATE SCHEMA kit;
CREATE TYPE kit.place AS (street varchar(200), city text);
CREATE TYPE kit.parcel AS (weight numeric, goes_to kit.place);
CREATE TABLE customers (id bigint PRIMARY KEY, home kit.place, parcels kit.parcel[]);
