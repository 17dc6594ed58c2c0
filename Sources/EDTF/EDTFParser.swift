extension EDTFValue {
    /// Parses EDTF of any level. Throws `EDTFError` with the place of the first fault.
    public init(parsing text: String) throws { self = try Self.parse(text) }

    private static func parse(_ text: String) throws(EDTFError) -> EDTFValue {
        var parser = EDTFParser(text)
        return try parser.value()
    }
}

/// A hand-written recursive-descent parser over the UTF-8 of one value.
struct EDTFParser {
    private let text: String
    private let bytes: [UInt8]
    private var at = 0

    init(_ text: String) {
        self.text = text
        bytes = Array(text.utf8)
    }

    private func fault(_ reason: String, at offset: Int? = nil) -> EDTFError {
        EDTFError(text: text, offset: offset ?? at, reason: reason)
    }

    private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }
    private func next(is string: StaticString) -> Bool {
        let count = string.utf8CodeUnitCount
        guard at + count <= bytes.count else { return false }
        return (0..<count).allSatisfy { string.utf8Start[$0] == bytes[at + $0] }
    }
    private mutating func take(_ string: StaticString) -> Bool {
        guard next(is: string) else { return false }
        at += string.utf8CodeUnitCount
        return true
    }

    mutating func value() throws(EDTFError) -> EDTFValue {
        if bytes.isEmpty { throw fault("an empty text is no date") }
        if peek == UInt8(ascii: "[") || peek == UInt8(ascii: "{") { return .set(try set()) }
        let start = try endpoint()
        if take("/") {
            let endOffset = at
            let end = try endpoint()
            try finish()
            if start == .unknown && end == .unknown {
                throw fault("an interval needs at least one end that is known", at: 0)
            }
            if case .date(let a) = start, case .date(let b) = end, let first = a.days.first,
                let last = b.days.last, last < first
            {
                throw fault("the interval ends before it begins", at: endOffset)
            }
            return .interval(start, end)
        }
        guard case .date(let date) = start else {
            throw fault("an open end stands only in an interval, as in ../1985 or 1985/..", at: 0)
        }
        if next(is: "T") {
            guard date.day != nil, date.level == 0 else {
                throw fault("a time needs a plain day before it, as in 1985-04-12T23:20:30")
            }
            at += 1
            let time = try time()
            try finish()
            return .moment(date, time)
        }
        try finish()
        return .date(date)
    }

    private func finish() throws(EDTFError) {
        guard at == bytes.count else { throw fault("the value should end here") }
    }

    private mutating func endpoint() throws(EDTFError) -> EDTFEndpoint {
        if take("..") { return .open }
        if at == bytes.count || peek == UInt8(ascii: "/") { return .unknown }
        return .date(try date())
    }

    // MARK: Sets

    private mutating func set() throws(EDTFError) -> EDTFSet {
        let kind: EDTFSet.Kind = peek == UInt8(ascii: "[") ? .oneOf : .all
        at += 1
        var members: [EDTFSet.Member] = []
        repeat {
            if take("..") {
                if !members.isEmpty {
                    throw fault("only the first member of a set may be open at its beginning", at: at - 2)
                }
                members.append(.before(try date()))
                continue
            }
            let first = try date()
            guard take("..") else {
                members.append(.date(first))
                continue
            }
            if peek == UInt8(ascii: "]") || peek == UInt8(ascii: "}") {
                members.append(.after(first))
                break
            }
            let lastOffset = at
            let last = try date()
            guard let low = first.days.first, let high = last.days.last, low <= high else {
                throw fault("the range ends before it begins", at: lastOffset)
            }
            members.append(.range(first, last))
        } while take(",")
        guard kind == .oneOf ? take("]") : take("}") else {
            throw fault(
                kind == .oneOf
                    ? "a set that begins with [ ends with ]" : "a set that begins with { ends with }")
        }
        try finish()
        return EDTFSet(kind, members)
    }

    // MARK: Dates

    private mutating func qualification() -> EDTFQualification {
        if take("?") { return .uncertain }
        if take("~") { return .approximate }
        if take("%") { return [.uncertain, .approximate] }
        return []
    }

    private mutating func date() throws(EDTFError) -> EDTFDate {
        let begin = at
        var marks = [qualification()]
        let year = try year()
        // A mark right of a part holds for it and for all parts left of it.
        func group(_ mark: EDTFQualification) { for i in marks.indices { marks[i].formUnion(mark) } }
        group(qualification())
        var month: EDTFPart?
        var day: EDTFPart?
        if !year.long, year.significant == nil, take("-") {
            marks.append(qualification())
            let monthOffset = at
            let part = try part("a month (01 to 12) or a season (21 to 41)")
            guard
                (1...12).contains(where: part.allows)
                    || (part.unspecified == 0 && (21...41).contains(part.value))
            else {
                throw fault("a month is 01 to 12, a season 21 to 41", at: monthOffset)
            }
            month = part
            group(qualification())
            if take("-") {
                marks.append(qualification())
                let dayOffset = at
                if part.value > 12 { throw fault("a season has no days", at: dayOffset - 1) }
                let number = try part2(dayOffset)
                day = number
                let whole = EDTFDate(year: year, month: part, day: number)
                if !whole.isPossible { throw fault("there is no such day", at: dayOffset) }
                group(qualification())
            }
        }
        if at == begin { throw fault("a date begins with its year") }
        return EDTFDate(year: year, month: month, day: day, qualifications: marks)
    }

    private mutating func part2(_ offset: Int) throws(EDTFError) -> EDTFPart {
        let number = try part("a day (01 to 31)")
        guard (1...31).contains(where: number.allows) else {
            throw fault("a day is 01 to 31", at: offset)
        }
        return number
    }

    private mutating func year() throws(EDTFError) -> EDTFYear {
        if take("Y") { return try longYear() }
        let begin = at
        let negative = take("-")
        var year = EDTFYear(0)
        year.negative = negative
        var digits = 0
        while let byte = peek, digits < 4 {
            guard byte == UInt8(ascii: "X") || isDigit(byte) else { break }
            year.magnitude = year.magnitude * 10 + (byte == UInt8(ascii: "X") ? 0 : Int(byte - 0x30))
            year.unspecified = year.unspecified << 1 | (byte == UInt8(ascii: "X") ? 1 : 0)
            digits += 1
            at += 1
        }
        guard digits == 4 else {
            throw fault("a year has four digits, or begins with Y where it has more")
        }
        if let byte = peek, isDigit(byte) {
            throw fault("a year of more than four digits begins with Y", at: begin)
        }
        if negative && year.magnitude == 0 && year.unspecified == 0 {
            throw fault("the year 0000 has no sign", at: begin)
        }
        year.significant = try significant(limit: 4)
        return year
    }

    private mutating func longYear() throws(EDTFError) -> EDTFYear {
        let begin = at - 1
        var year = EDTFYear(0)
        year.negative = take("-")
        year.long = true
        guard let digits = integer(limit: 15) else { throw fault("digits of a year are expected") }
        year.magnitude = digits
        if take("E") {
            let offset = at
            guard let exponent = integer(limit: 2) else { throw fault("an exponent is expected after E") }
            guard exponent <= 12 else { throw fault("the exponent is at most 12", at: offset) }
            year.exponent = exponent
        } else if digits < 10_000 {
            throw fault("a year of four digits has no Y", at: begin)
        }
        year.significant = try significant(limit: 17)
        return year
    }

    private mutating func significant(limit: Int) throws(EDTFError) -> Int? {
        guard take("S") else { return nil }
        let offset = at
        guard let count = integer(limit: 2), (1...limit).contains(count) else {
            throw fault("a number of significant digits, 1 to \(limit), is expected after S", at: offset)
        }
        return count
    }

    private mutating func integer(limit: Int) -> Int? {
        var value = 0
        var digits = 0
        while let byte = peek, isDigit(byte), digits < limit {
            value = value * 10 + Int(byte - 0x30)
            digits += 1
            at += 1
        }
        return digits > 0 ? value : nil
    }

    private mutating func part(_ what: String) throws(EDTFError) -> EDTFPart {
        var result = EDTFPart(0)
        for _ in 0..<2 {
            guard let byte = peek, byte == UInt8(ascii: "X") || isDigit(byte) else {
                throw fault("\(what) has two digits")
            }
            result.value = result.value * 10 + (byte == UInt8(ascii: "X") ? 0 : Int(byte - 0x30))
            result.unspecified = result.unspecified << 1 | (byte == UInt8(ascii: "X") ? 1 : 0)
            at += 1
        }
        return result
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    // MARK: Times

    private mutating func two(_ what: String, _ range: ClosedRange<Int>) throws(EDTFError) -> Int {
        let offset = at
        guard let value = integer(limit: 2), at - offset == 2, range.contains(value) else {
            throw fault(
                "\(what) (two digits, \(range.lowerBound) to \(range.upperBound)) is expected", at: offset)
        }
        return value
    }

    private mutating func time() throws(EDTFError) -> EDTFTime {
        let offset = at
        let hour = try two("an hour", 0...24)
        guard take(":") else { throw fault("a colon is expected between hour and minute") }
        let minute = try two("a minute", 0...59)
        guard take(":") else { throw fault("a colon is expected between minute and second") }
        let second = try two("a second", 0...60)
        if hour == 24 && (minute, second) != (0, 0) {
            throw fault("the day ends at 24:00:00", at: offset)
        }
        var result = EDTFTime(hour: hour, minute: minute, second: second)
        if take("Z") {
            result.offset = 0
            result.style = .zulu
        } else if peek == UInt8(ascii: "+") || peek == UInt8(ascii: "-") {
            let sign = take("+") ? 1 : (take("-") ? -1 : 0)
            let hours = try two("the hours of a zone", 0...23)
            var minutes = 0
            if take(":") {
                minutes = try two("the minutes of a zone", 0...59)
            } else {
                result.style = .hours
            }
            result.offset = sign * (hours * 60 + minutes)
        }
        return result
    }
}
