/// A day of the proleptic Gregorian calendar, as the server counts them: year 0 is 1 BC.
///
/// The conversions count in eras of 400 years (146,097 days) whose years begin in March, so that
/// the leap day is the last of its year: Howard Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", `days_from_civil` and `civil_from_days`.
struct CalendarDate: Equatable {
  var year: Int
  var month: Int
  var day: Int

  /// Days from 0000-03-01 to 2000-01-01.
  private static let daysTo2000 = 730_425

  init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  init(daysSince2000: Int) {
    let days = daysSince2000 + Self.daysTo2000
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * marchMonth + 2) / 5 + 1
    month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var daysSince2000: Int {
    let marchYear = month <= 2 ? year - 1 : year
    let era = (marchYear >= 0 ? marchYear : marchYear - 399) / 400
    let yearOfEra = marchYear - era * 400
    let marchMonth = month > 2 ? month - 3 : month + 9
    let dayOfYear = (153 * marchMonth + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - Self.daysTo2000
  }

  /// Whether the calendar has this day: counting it there and back must not move it.
  var exists: Bool {
    (1...12).contains(month) && (1...31).contains(day)
      && CalendarDate(daysSince2000: daysSince2000) == self
  }

  /// `YYYY-MM-DD` with at least four digits for the year, which is counted backwards before 1 AD:
  /// the caller adds ` BC` at the end of its text.
  var text: String {
    let shown = isBeforeChrist ? 1 - year : year
    return "\(padded(shown, 4))-\(padded(month, 2))-\(padded(day, 2))"
  }

  var isBeforeChrist: Bool { year <= 0 }
}

/// A non-negative number with at least `width` digits.
func padded(_ number: Int, _ width: Int) -> String {
  let digits = String(number)
  return String(repeating: "0", count: max(0, width - digits.count)) + digits
}
