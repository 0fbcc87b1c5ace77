/// What random SELECTs make of the columns of a table; nothing that could fail for some row.
enum RandomExpressions {
  /// Of what generated Swift computes.
  static func simple(_ alias: String, _ table: PlanTable, _ dice: inout Dice) -> String {
    var choices: [String] = []
    for column in table.columns {
      let name = "\(alias).\(column.name)"
      choices.append(name)
      switch column.kind {
      case .number: choices.append("\(name) + 1")
      case .integer, .generated:
        choices += [
          "\(name) * 2 - 3", "coalesce(\(name), 0)", "\(name) > 2", "nullif(\(name), 2)",
          "\(name)::bigint", "\(name) IN (1, 3)", "CASE WHEN \(name) < 3 THEN 'few' END",
          "\(name) IS NULL",
        ]
      case .word, .code:
        choices += [
          "coalesce(\(name), '-')", "\(name) || '!'", "\(name) = 'a'",
          "concat(\(name), '/', \(alias).id)", "CASE \(name) WHEN 'b' THEN 1 ELSE 2 END",
        ]
      case .flag: choices += ["NOT \(name)", "\(name) AND \(alias).n > 0"]
      case .amount: choices += ["\(name) > 1.5", "coalesce(\(name), 0)"]
      case .day: choices += ["\(name) < '2024-01-01'", "\(name) IS NOT NULL"]
      case .mood: choices += ["\(name)"]
      case .body: choices += ["\(name)", "\(name) IS NULL"]
      }
    }
    return dice.one(of: choices)
  }

  /// Of what the publisher's server has to evaluate.
  static func rich(_ alias: String, _ table: PlanTable, _ dice: inout Dice) -> String {
    var choices = ["jsonb_build_object('id', \(alias).id, 'n', \(alias).n)", "upper(\(alias).s)"]
    for column in table.columns {
      let name = "\(alias).\(column.name)"
      switch column.kind {
      case .number, .integer, .generated:
        choices += ["to_char(\(name), '009')", "\(name)::numeric / 4", "greatest(\(name), 2)"]
      case .word, .code:
        choices += [
          "length(\(name))", "md5(\(name))", "string_to_array(\(name), 'b')", "left(\(name), 1)",
        ]
      case .flag: choices += ["to_json(\(name))::text"]
      case .amount: choices += ["round(\(name))", "\(name) * 2"]
      case .day: choices += ["\(name) + 1", "to_char(\(name), 'DD.MM.YYYY')"]
      case .mood: choices += ["\(name)::text || '.'"]
      case .body: choices += ["length(\(name))", "left(\(name), 3)", "md5(\(name))"]
      }
    }
    return dice.one(of: choices)
  }

  static func any(_ alias: String, _ table: PlanTable, _ dice: inout Dice) -> String {
    dice.chance(70) ? simple(alias, table, &dice) : rich(alias, table, &dice)
  }

  static func condition(_ alias: String, _ table: PlanTable, _ dice: inout Dice) -> String {
    var choices = [
      "\(alias).n > 0", "\(alias).s IS NOT NULL", "\(alias).n IS DISTINCT FROM 3",
      "(\(alias).s = 'a' OR \(alias).n < 4)", "\(alias).id <> 2",
    ]
    for column in table.columns {
      let name = "\(alias).\(column.name)"
      switch column.kind {
      case .flag: choices.append(name)
      case .amount: choices.append("\(name) > 1")
      case .day: choices.append("\(name) > '2023-01-01'")
      case .mood: choices.append("\(name) <> 'low'")
      case .word: choices += ["\(name) LIKE 'a%'", "length(\(name)) > 0"]
      case .body: choices.append("length(\(name)) > 100")
      case .number, .code, .integer, .generated: break
      }
    }
    return dice.one(of: choices)
  }

  static func aggregate(_ alias: String, _ table: PlanTable, _ dice: inout Dice) -> String {
    var choices = [
      "count(*)", "count(\(alias).n)", "sum(\(alias).n)", "max(\(alias).s)", "min(\(alias).n)",
      "count(DISTINCT \(alias).n)", "string_agg(\(alias).s, ',' ORDER BY \(alias).s)",
      "array_agg(\(alias).n ORDER BY \(alias).n)", "max(\(alias).id)",
      "count(*) FILTER (WHERE \(alias).n > 1)", "coalesce(sum(\(alias).n), 0)",
    ]
    for column in table.columns {
      let name = "\(alias).\(column.name)"
      switch column.kind {
      case .flag: choices.append("bool_or(\(name))")
      case .amount: choices.append("sum(\(name))")
      case .day: choices.append("max(\(name))")
      case .number, .code, .integer, .word, .mood, .body, .generated: break
      }
    }
    return dice.one(of: choices)
  }
}
