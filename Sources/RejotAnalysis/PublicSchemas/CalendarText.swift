/// The text forms of dates and timestamps as PostgreSQL writes them under `DateStyle = ISO` in UTC,
/// from the numbers that it holds: days and microseconds since the year 2000.
enum CalendarText {
  /// `infinity` and `-infinity` are the largest and the smallest number.
  static func date(_ days: Int32) -> String {
    switch days {
    case .max: return "infinity"
    case .min: return "-infinity"
    default:
      let (day, era) = day(Int64(days))
      return day + era
    }
  }

  static func timestamp(_ microseconds: Int64, zone: String) -> String {
    switch microseconds {
    case .max: return "infinity"
    case .min: return "-infinity"
    default: break
    }
    let perDay: Int64 = 86_400_000_000
    var (days, rest) = microseconds.quotientAndRemainder(dividingBy: perDay)
    if rest < 0 {
      days -= 1
      rest += perDay
    }
    let seconds = rest / 1_000_000
    let time = [seconds / 3600, seconds / 60 % 60, seconds % 60].map { padded($0, 2) }
    var fraction = padded(rest % 1_000_000, 6)
    while fraction.last == "0" { fraction.removeLast() }
    let (day, era) = day(days)
    return day + " " + time.joined(separator: ":") + (fraction.isEmpty ? "" : "." + fraction)
      + zone + era
  }

  /// The civil calendar, counted in eras of 400 years that begin in March (after Howard Hinnant,
  /// "chrono-Compatible Low-Level Date Algorithms").
  private static func day(_ days: Int64) -> (day: String, era: String) {
    let shifted = days + 730_425
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * fromMarch + 2) / 5 + 1
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    let shown = year > 0 ? year : 1 - year
    let text = [padded(shown, 4), padded(month, 2), padded(day, 2)].joined(separator: "-")
    return (text, year > 0 ? "" : " BC")
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.count)) + text
  }
}
