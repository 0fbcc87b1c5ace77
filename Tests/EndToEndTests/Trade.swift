import RejotPostgres
import Testing

/// What the scenarios' looked-up contracts make of purchases, staff and sensors.
enum Trade {
  /// Each contract's SELECT over all keys, and its copy.
  private static let pairs = [
    (
      """
      SELECT p.id, b.name, p.status, sum(l.units * pr.price) / p.share, count(*),
        (SELECT count(*) FROM remark AS r WHERE r.purchase_id = p.id),
        (SELECT max(s.carrier) FROM parcel.purchase AS s WHERE s.of = p.id)
      FROM purchase AS p JOIN buyer AS b ON b.id = p.buyer_id
      JOIN purchase_line AS l ON l.purchase_id = p.id JOIN product AS pr ON pr.id = l.product_id
      GROUP BY p.id, b.id ORDER BY p.id
      """, "purchase_copy", "id"
    ),
    (
      """
      SELECT l.purchase_id, l.line, p.title, l.units * p.price, c.name
      FROM purchase_line AS l JOIN product AS p ON p.id = l.product_id
      LEFT JOIN category AS c ON c.id = p.category_id ORDER BY 1, 2
      """, "line_copy", "purchase_id, line"
    ),
    (
      """
      SELECT id, name, city FROM buyer
      WHERE id IN (SELECT buyer_id FROM purchase WHERE status = 'open') ORDER BY id
      """, "active_buyer", "id"
    ),
    (
      """
      SELECT c.id, c.name, sum(l.units), count(DISTINCT p.buyer_id)
      FROM category AS c JOIN product AS pr ON pr.category_id = c.id
      JOIN purchase_line AS l ON l.product_id = pr.id
      JOIN purchase AS p ON p.id = l.purchase_id GROUP BY c.id ORDER BY c.id
      """, "category_sale", "id"
    ),
    (
      """
      SELECT s.id, s.name, b.name, (SELECT count(*) FROM staff AS r WHERE r.boss_id = s.id)
      FROM staff AS s LEFT JOIN staff AS b ON b.id = s.boss_id ORDER BY s.id
      """, "staff_copy", "id"
    ),
    (
      """
      SELECT s.id, s.place, count(r.day), max(r.value), string_agg(r.note, ', ' ORDER BY r.day)
      FROM sensor AS s LEFT JOIN reading AS r ON r.sensor_id = s.id GROUP BY s.id ORDER BY s.id
      """, "sensor_copy", "id"
    ),
  ]

  /// Publisher and consumer agree, key by key.
  ///
  /// - Parameter count: at least so many rows of each.
  static func expectSame(
    _ world: World, atLeast count: Int = 1, _ location: SourceLocation = #_sourceLocation
  ) throws {
    for (select, copy, key) in pairs {
      let ours = try world.rows(world.source, select)
      let theirs = try world.rows(world.target, "SELECT * FROM \(copy) ORDER BY \(key)")
      #expect(ours.count >= count, "\(copy)", sourceLocation: location)
      #expect(theirs == ours, "\(copy)", sourceLocation: location)
    }
  }

  /// A few rows of each table.
  static let sample = """
    INSERT INTO buyer VALUES (1, 'Ada', 'Rome'), (2, 'Bob', NULL), (3, 'Cy', 'Oslo');
    INSERT INTO category VALUES (1, 'tools'), (2, 'toys');
    INSERT INTO product VALUES (1, 1, 'saw', 12.50), (2, 2, 'kite', 8), (3, NULL, 'box', 1);
    INSERT INTO purchase VALUES (1, 1, 'open', 1), (2, 1, 'sent', 1), (3, 2, 'sent', 2),
      (4, 3, 'open', 1);
    INSERT INTO purchase_line VALUES (1, 1, 1, 2), (1, 2, 2, 1), (2, 1, 3, 9), (3, 1, 2, 4);
    INSERT INTO remark VALUES (1, 1, 'quick'), (2, 1, 'please'), (3, NULL, 'to nobody');
    INSERT INTO parcel.purchase VALUES (1, 'bike', 1), (2, 'van', 3);
    INSERT INTO staff VALUES (1, 'top', NULL), (2, 'mid', 1), (3, 'low', 2), (4, 'also', 2);
    INSERT INTO sensor VALUES (1, 'roof'), (2, 'cellar');
    INSERT INTO reading VALUES (1, '2023-05-01', 1.5, 'old'), (1, '2024-05-01', 7, NULL),
      (2, '2024-06-01', -3, 'cold');
    """
}
