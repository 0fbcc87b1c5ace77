/// What the publisher's application writes before a run.
enum Workload: String, CaseIterable {
  /// Transactions of one inserted row.
  case single
  /// Inserts in transactions of 1,000.
  case bulk
  /// 40 inserts, 50 updates, 10 deletes of 100, ten a transaction.
  case mixed

  var defaultRows: Int {
    switch self {
    case .single: 20_000
    case .bulk: 500_000
    case .mixed: 200_000
    }
  }

  /// SQL that makes `rows` changes, the last of which inserts the key `first + rows`.
  func sql(first: Int, rows: Int) -> String {
    let row =
      "(i, 'customer ' || i, (i % 100000) / 100.0, timestamptz '2024-01-01' + i * interval '1 s')"
    switch self {
    case .single:
      return """
        DO $$ BEGIN FOR i IN \(first + 1)..\(first + rows) LOOP
          INSERT INTO public.items VALUES \(row); COMMIT; END LOOP; END $$
        """
    case .bulk:
      return """
        DO $$ BEGIN FOR b IN 0..\(rows / 1_000 - 1) LOOP
          INSERT INTO public.items SELECT \(row.dropFirst().dropLast()) FROM
            generate_series(\(first + 1) + b * 1000, \(first) + (b + 1) * 1000) AS i;
          COMMIT; END LOOP; END $$
        """
    case .mixed:
      return """
        DO $$ BEGIN FOR i IN \(first + 1)..\(first + rows) LOOP
          IF i % 10 IN (1, 4, 7) OR i % 10 = 0 THEN INSERT INTO public.items VALUES \(row);
          ELSIF i % 10 = 5 THEN DELETE FROM public.items WHERE id = i - 4 - 10 * (i % 7);
          ELSE UPDATE public.items SET amount = i / 100.0
            WHERE id = \(first) + ((i::bigint * 7919) % (i - \(first))) / 10 * 10 + 10; END IF;
          IF i % 10 = 0 THEN COMMIT; END IF; END LOOP; END $$
        """
    }
  }
}
