CREATE UNLOGGED TABLE drafts (id bigint PRIMARY KEY, city text);
