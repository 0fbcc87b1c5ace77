SELECT row_number() OVER w, rank() OVER w, lag(name) OVER w AS before, sum(age) OVER w AS ages,
  count(nick) OVER () AS n, first_value(name) OVER w AS first
FROM users WINDOW w AS (PARTITION BY feeling ORDER BY id);
