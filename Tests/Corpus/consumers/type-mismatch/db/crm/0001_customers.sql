CREATE TYPE place AS (city text, street text);
CREATE TYPE parcel AS (weight date, goes_to place);
CREATE TABLE customers (id bigint PRIMARY KEY, home place, parcels parcel[]);
