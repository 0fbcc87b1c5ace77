internal import RejotContract

/// What partitioned tables need beyond what any table does. Whether a table is one is seen when the
/// script runs.
struct PartitionSQL {
  /// Those that may be partitioned.
  let tables: [(name: QualifiedName, identity: IdentityRequirement)]
  let publication: String

  /// An anonymous block.
  var text: String {
    let roots = tables.map { name, identity in
      "        (\(SQLText.literal(SQLText.table(name))), \(word(identity)))"
    }
    let body = """
        -- Rows of partitions are published as those of their tables. Each partition has an identity
        -- of its own, also one that is attached later: run this again then.
        FOR part, identity IN
          SELECT c.oid::pg_catalog.regclass, CASE
            WHEN c.relreplident = 'f' THEN NULL
            -- Someone relies on another index: the whole row covers both.
            WHEN w.identity = 'FULL' OR c.relreplident = 'i' THEN 'FULL'
            WHEN c.relreplident = 'n' THEN 'DEFAULT'
          END
          FROM (
            VALUES
      \(roots.joined(separator: ",\n"))
          ) AS w(root, identity)
          CROSS JOIN LATERAL pg_catalog.pg_partition_tree(w.root::pg_catalog.regclass) AS t
          JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
        LOOP
          IF identity IS NOT NULL THEN
            EXECUTE pg_catalog.format('ALTER TABLE %s REPLICA IDENTITY %s', part, identity);
          END IF;
          IF EXISTS (
            SELECT FROM pg_catalog.pg_publication
            WHERE pubname = \(SQLText.literal(publication)) AND NOT pubviaroot
          ) THEN
            ALTER PUBLICATION \(SQLText.identifier(publication))
              SET (publish_via_partition_root = true);
          END IF;
        END LOOP;
      """
    return SetupSQL.block(
      body,
      declaring: """
        DECLARE
          part pg_catalog.regclass;
          identity pg_catalog.text;

        """)
  }

  private func word(_ identity: IdentityRequirement) -> String {
    switch identity {
    case .primaryKey: "'DEFAULT'"
    case .index, .full: "'FULL'"
    }
  }
}
