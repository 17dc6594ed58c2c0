extension EDTFValue: CustomStringConvertible {
    /// Canonical EDTF. Parsing it gives an equal value.
    public var description: String {
        switch self {
        case .date(let date): date.description
        case .moment(let date, let time): "\(date)T\(time)"
        case .interval(let start, let end): "\(start)/\(end)"
        case .set(let set): set.description
        }
    }
}

enum EDTFPrinter {
    static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

    static func four(_ value: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
    }

    static func year(_ year: Int) -> String { EDTFYear(year).description }

    /// Digits with `X` where a bit of the mask is set.
    static func masked(_ digits: String, _ mask: UInt8) -> String {
        guard mask != 0 else { return digits }
        let count = digits.utf8.count
        return String(
            decoding: digits.utf8.enumerated().map {
                mask & (1 << (count - 1 - $0)) != 0 ? UInt8(ascii: "X") : $1
            }, as: UTF8.self)
    }
}

extension EDTFQualification: CustomStringConvertible {
    public var description: String {
        switch self {
        case .uncertain: "?"
        case .approximate: "~"
        case []: ""
        default: "%"
        }
    }
}

extension EDTFYear: CustomStringConvertible {
    public var description: String {
        let digits =
            long
            ? "Y\(negative ? "-" : "")\(magnitude)" : (negative ? "-" : "") + EDTFPrinter.four(magnitude)
        return EDTFPrinter.masked(digits, unspecified) + (exponent.map { "E\($0)" } ?? "")
            + (significant.map { "S\($0)" } ?? "")
    }
}

extension EDTFPart: CustomStringConvertible {
    public var description: String { EDTFPrinter.masked(EDTFPrinter.two(value), unspecified) }
}

extension EDTFDate: CustomStringConvertible {
    public var description: String {
        let parts = [year.description] + [month, day].compactMap { $0?.description }
        // One mark to the right of a part speaks for all to its left; what it cannot say is marked part by part on the left.
        let shared = qualifications.prefix { $0 == qualifications[0] && !$0.isEmpty }.count
        var result = ""
        for (i, part) in parts.enumerated() {
            if i > 0 { result += "-" }
            if i >= shared { result += qualifications[i].description }
            result += part
            if shared > 0, i == shared - 1 { result += qualifications[0].description }
        }
        return result
    }
}

extension EDTFTime: CustomStringConvertible {
    public var description: String {
        let clock = [hour, minute, second].map(EDTFPrinter.two).joined(separator: ":")
        guard let offset else { return clock }
        if style == .zulu && offset == 0 { return clock + "Z" }
        let hours = (offset < 0 ? "-" : "+") + EDTFPrinter.two(abs(offset) / 60)
        return clock + hours
            + (style == .hours && offset % 60 == 0 ? "" : ":" + EDTFPrinter.two(abs(offset) % 60))
    }
}

extension EDTFEndpoint: CustomStringConvertible {
    public var description: String {
        switch self {
        case .date(let date): date.description
        case .open: ".."
        case .unknown: ""
        }
    }
}

extension EDTFSet: CustomStringConvertible {
    public var description: String {
        let inner = members.map(\.description).joined(separator: ",")
        return kind == .oneOf ? "[\(inner)]" : "{\(inner)}"
    }
}

extension EDTFSet.Member: CustomStringConvertible {
    public var description: String {
        switch self {
        case .date(let date): date.description
        case .range(let first, let last): "\(first)..\(last)"
        case .before(let date): "..\(date)"
        case .after(let date): "\(date).."
        }
    }
}
