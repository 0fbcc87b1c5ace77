/// A project's name made from a folder's: `My Shop` gives `my-shop`, `Größe_2` gives `grosse-2`.
///
/// A letter that Unicode names as a Latin one with a mark on it stands for the bare letter. Letters
/// of other scripts have no place in a slug, and dropping them would leave a name that means
/// something else, so a folder's name that holds one gives none.
enum ProjectSlug {
  /// The longest name whose replication slot, `rejot_NAME_source`, still fits into the 63 bytes
  /// PostgreSQL allows.
  static let limit = 63 - "rejot__source".utf8.count

  /// Nil when no slug stands for the whole name.
  static func made(from name: String) -> String? {
    guard let slug = slug(of: name, dropsOthers: false), slug.utf8.count <= limit else {
      return nil
    }
    return slug
  }

  /// A slug to offer where none could be made: what can be kept of the name, if anything.
  static func offered(for name: String) -> String {
    guard let slug = slug(of: name, dropsOthers: true) else { return "my-project" }
    let cut = slug.utf8.count > limit ? String(slug.prefix(limit)) : slug
    return cut.hasSuffix("-") ? String(cut.dropLast()) : cut
  }

  private static func slug(of name: String, dropsOthers: Bool) -> String? {
    var words = [""]
    for scalar in name.unicodeScalars {
      switch part(scalar) {
      case .letters(let letters): words[words.count - 1] += letters
      case .mark: continue
      case .gap: words.append("")
      case .otherScript: if !dropsOthers { return nil }
      }
    }
    let slug = words.filter { !$0.isEmpty }.joined(separator: "-")
    return slug.isEmpty ? nil : slug
  }

  /// What a scalar of a folder's name is in a slug.
  private enum Part {
    case letters(String)
    /// Stands on the letter before it.
    case mark
    case gap
    case otherScript
  }

  private static func part(_ scalar: Unicode.Scalar) -> Part {
    if scalar.isASCII {
      let isLetter = scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
      return isLetter ? .letters(scalar.properties.lowercaseMapping) : .gap
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .enclosingMark, .format:
      return .mark
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return latin(scalar).map(Part.letters) ?? .otherScript
    case .decimalNumber:
      return scalar.properties.numericValue.map { .letters(String(Int($0))) } ?? .otherScript
    case .letterNumber, .otherNumber, .connectorPunctuation, .dashPunctuation, .openPunctuation,
      .closePunctuation, .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol,
      .currencySymbol, .modifierSymbol, .otherSymbol, .spaceSeparator, .lineSeparator,
      .paragraphSeparator, .control, .surrogate, .privateUse, .unassigned:
      return .gap
    @unknown default:
      return .gap
    }
  }

  /// The bare letters of `LATIN SMALL LETTER O WITH DIAERESIS` and of ligatures such as
  /// `LATIN SMALL LETTER AE`.
  private static func latin(_ scalar: Unicode.Scalar) -> String? {
    if scalar == "ß" || scalar == "ẞ" { return "ss" }
    guard let name = scalar.properties.name,
      let start = ["LATIN SMALL LETTER ", "LATIN CAPITAL LETTER "].first(where: name.hasPrefix)
    else { return nil }
    let letters = name.dropFirst(start.count).prefix { $0 != " " }
    let rest = name.dropFirst(start.count + letters.count)
    guard letters.count <= 2, rest.isEmpty || rest.hasPrefix(" WITH ") else { return nil }
    return letters.lowercased()
  }
}
