COPY log (id, note) FROM stdin;
1	it's one; two
2	SELECT 'no statement
\.
SELECT note FROM log;
COPY (SELECT note FROM log) TO STDOUT;
