CREATE TYPE place AS (street text, city text);
CREATE TYPE parcel AS (weight integer, goes_to place);
CREATE TABLE users (id bigint PRIMARY KEY, home place, parcels parcel[]);
