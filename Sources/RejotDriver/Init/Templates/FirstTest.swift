extension NewProject {
  /// A contract test.
  var contractTest: NewFile {
    NewFile(
      path: "tests/customers.yaml",
      text: """
        # A contract test, which `rejotc test` runs: rows go in at the sources, and the events and the
        # consumers' rows that come out are compared with what is written here.
        #
        # contractTest  a name for the report
        # given         rows that are there before the sync starts; the initial load brings them over
        # steps         one after the other: insert, update, delete or sql, by table or data store, in
        #               one transaction of each data store
        #   events      what is published: an upsert of a public schema with all of its fields, or a
        #               delete with its key
        #   rows        all rows of these tables of the consumers afterwards, in any order
        #
        # Tables are STORE.TABLE or STORE.SCHEMA.TABLE. Values are PostgreSQL's text forms; a plain
        # null is NULL, and a column that is left out of `given` has its default. `--update` writes
        # what came out; `--generate` adds tests with extreme values.
        contractTest: customers follow

        given:
          source.customers:
            - { id: 1, first_name: Ada, last_name: Byron, email: ada@example.org }

        steps:
          - name: what was there is loaded
            rows:
              target.customers:
                - { id: 1, full_name: Ada Byron, email: ada@example.org }

          - name: a new customer arrives
            sql:
              source: |
                INSERT INTO customers (id, first_name, last_name) VALUES (2, 'Grace', 'Hopper');
            events:
              - upsert: customer@1
                fields: { id: 2, first_name: Grace, last_name: Hopper, email: null }
            rows:
              target.customers:
                - { id: 1, full_name: Ada Byron, email: ada@example.org }
                - { id: 2, full_name: Grace Hopper, email: null }

          - name: a change and a delete in one transaction
            sql:
              source: |
                UPDATE customers SET last_name = 'Lovelace' WHERE id = 1;
                DELETE FROM customers WHERE id = 2;
            events:
              - upsert: customer@1
                fields: { id: 1, first_name: Ada, last_name: Lovelace, email: ada@example.org }
              - delete: customer@1
                key: { id: 2 }
            rows:
              target.customers:
                - { id: 1, full_name: Ada Lovelace, email: ada@example.org }

        """, purpose: "a contract test: rows in, events and rows out")
  }
}
