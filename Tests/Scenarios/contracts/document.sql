-- rejot:public document@1.0
-- source: source
-- description: A document whose body is long enough to be stored out of line.
SELECT id, title, body FROM document WHERE id = :id;

-- rejot:consumer document-copy
-- from: scenarios/document@1
-- into: target
INSERT INTO document_copy (id, title, body) VALUES (:id, :title, :body)
ON CONFLICT (id) DO UPDATE SET title = EXCLUDED.title, body = EXCLUDED.body;
-- rejot:delete
DELETE FROM document_copy WHERE id = :id;
