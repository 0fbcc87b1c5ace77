internal import RejotContract

/// What a partitioned table needs beyond what any table does. Whether it is one is seen when the
/// script runs.
struct PartitionSQL {
  let table: QualifiedName
  let identity: IdentityRequirement
  let publication: String

  /// An anonymous block.
  var text: String {
    let regclass = "\(SQLText.literal(SQLText.table(table)))::pg_catalog.regclass"
    let body = """
        IF (
          SELECT relkind FROM pg_catalog.pg_class
          WHERE oid = \(regclass)
        ) = 'p' THEN
          -- Rows of partitions are published as those of the whole table.
          IF EXISTS (
            SELECT FROM pg_catalog.pg_publication
            WHERE pubname = \(SQLText.literal(publication)) AND NOT pubviaroot
          ) THEN
            ALTER PUBLICATION \(SQLText.identifier(publication))
              SET (publish_via_partition_root = true);
          END IF;
          -- Each partition has an identity of its own, also one that is attached later: run this
          -- again then.
          FOR part IN
            SELECT c.oid::pg_catalog.regclass
            FROM pg_catalog.pg_partition_tree(
              \(regclass)
            ) AS t
            JOIN pg_catalog.pg_class AS c ON c.oid = t.relid
            WHERE \(lacking)
          LOOP
            EXECUTE pg_catalog.format('ALTER TABLE %s REPLICA IDENTITY \(word)', part);
          END LOOP;
        END IF;
      """
    return SetupSQL.block(body, declaring: "DECLARE\n  part pg_catalog.regclass;\n")
  }

  private var lacking: String {
    switch identity {
    case .primaryKey: "c.relreplident = 'n'"
    case .index, .full: "c.relreplident <> 'f'"
    }
  }

  private var word: String {
    switch identity {
    case .primaryKey: "DEFAULT"
    case .index, .full: "FULL"
    }
  }
}
