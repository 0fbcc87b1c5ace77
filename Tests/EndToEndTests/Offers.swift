import RejotPostgres
import Testing

/// The offers that the scenarios' imaged contract makes of listings.
enum Offers {
  /// The contract's SELECT over all rows, and its copy.
  private static let publisher = """
    SELECT id, upper(title), price / units, tags, array_to_string(tags, ', '), md5(body), feeling,
      twice, shelf_label(title, id)
    FROM listing WHERE is_open AND (feeling IS NULL OR feeling <> 'low') ORDER BY id
    """
  private static let consumer = """
    SELECT id, title, unit_price, tags, tag_list, body_hash, feeling, twice, shelf
    FROM offer_copy ORDER BY id
    """

  /// Publisher and consumer agree, key by key.
  static func expectSame(_ world: World, atLeast count: Int = 1) throws {
    let ours = try world.rows(world.source, publisher)
    #expect(ours.count >= count)
    #expect(try world.rows(world.target, consumer) == ours)
  }
}
