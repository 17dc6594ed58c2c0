import Language

/// Numbers in words and digits.
enum Numbers {
    private static let units: [String: Double] = [
        "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
        "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
        "ninety": 90,
    ]
    private static let scales: [String: Double] = [
        "hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 1_000_000_000_000,
        "m": 1_000_000,
        "bn": 1_000_000_000, "dozen": 12, "k": 1000,
    ]

    /// The value of one written word: "31", "1,200", "4.5", "thirty-one", "twenty".
    static func value(_ word: String) -> Double? {
        if let unit = units[word] { return unit }
        let digits = word.filter { $0 != "," }
        if let first = digits.utf8.first, first >= 48, first <= 57, let value = Double(digits) { return value }
        let parts = word.split(separator: "-")
        if parts.count == 2, let tens = units[String(parts[0])], tens >= 20, let ones = units[String(parts[1])], ones < 10 {
            return tens + ones
        }
        return nil
    }

    static func scale(_ word: String) -> Double? { scales[word] }

    /// The number that starts at a token, and the token after it: "4.2 million", "two hundred and six", "more than" left aside.
    static func read(_ forms: [String], at start: Int) -> (value: Double, end: Int)? {
        var at = start
        var total = 0.0
        var current: Double?
        while at < forms.count {
            if let value = value(forms[at]) {
                if current != nil, forms[at].utf8.first.map({ $0 >= 48 && $0 <= 57 }) ?? false { break }
                current = (current ?? 0) + value
            } else if let scale = scale(forms[at]), current != nil {
                if scale >= 1000 {
                    total += current! * scale
                    current = nil
                    at += 1
                    if at < forms.count, forms[at] != "and", value(forms[at]) == nil { break }
                    continue
                }
                current = current! * scale
            } else if forms[at] == "-", let tens = current, tens >= 20, tens < 100, at + 1 < forms.count,
                let ones = value(forms[at + 1]), ones < 10, ones > 0,
                forms[at + 1].utf8.first.map({ $0 > 57 }) ?? false
            {
                // "thirty-one" in three tokens
            } else if forms[at] == "and", let last = current, last >= 100, at + 1 < forms.count, value(forms[at + 1]) != nil {
                // "two hundred and six"
            } else {
                break
            }
            at += 1
        }
        guard at > start else { return nil }
        return (total + (current ?? 0), at)
    }
}
