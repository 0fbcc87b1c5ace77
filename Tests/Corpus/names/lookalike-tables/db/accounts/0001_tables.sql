CREATE TABLE "café" (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE "café" (id bigint PRIMARY KEY, name text);
CREATE SCHEMA "café";
CREATE SCHEMA "café";
CREATE TABLE "café".inner_one (id bigint PRIMARY KEY);
CREATE TABLE "café".inner_other (id bigint PRIMARY KEY);
CREATE TABLE others (id bigint PRIMARY KEY);
