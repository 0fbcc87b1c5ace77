SELECT x.id, x.title, x.nth FROM shops, XMLTABLE('/rows/row' PASSING note COLUMNS id int PATH '@id',
  title text DEFAULT code, nth FOR ORDINALITY) x;
SELECT xmlelement(name a, xmlattributes(code AS b), note), xmlforest(code, id) AS f, xmlconcat(note, note) AS c,
  xmlserialize(content note AS text) AS t, note IS DOCUMENT AS d, xmlparse(document code) AS p,
  xmlagg(note) OVER () AS g, xmlpi(name php, code) AS i, xmlroot(note, version '1.0') AS r FROM shops;
