import EDTF

/// One time expression in a text.
public struct TimeExpression: Hashable, Sendable, Codable {
    /// TIMEX3's types.
    public enum Kind: String, Sendable, Codable { case date = "DATE", time = "TIME", duration = "DURATION", set = "SET" }
    public var kind: Kind
    /// UTF-8 byte offsets in the text.
    public var range: Range<Int>
    public var sentence: Int
    /// TIMEX3 `mod`: START, MID, END, APPROX, BEFORE, AFTER, …
    public var mod: String?
    public var relation: TimeRelation
    /// The same moment's TIMEX3 value where it depends on no other day ("2017-12-24", "P3D", "XXXX-WXX-2").
    public var value: String
    /// "between 1990 and 2000", "from Monday to Wednesday": the index of the expression that ends the span which this begins.
    public var endsAt: Int?
    /// The time of day, as TIMEX3 puts it behind the date: "T10:30", "TMO".
    public var clock: String?
    /// Minutes east of Greenwich, where the text names a zone.
    public var zone: Int?
    /// Years of age, where the phrase tells one ("the 79-year-old", "aged 85").
    public var age: Int?

    public init(
        kind: Kind, range: Range<Int>, sentence: Int, mod: String?, relation: TimeRelation, value: String, endsAt: Int? = nil,
        clock: String? = nil, zone: Int? = nil, age: Int? = nil
    ) {
        self.kind = kind
        self.range = range
        self.sentence = sentence
        self.mod = mod
        self.relation = relation
        self.value = value
        self.endsAt = endsAt
        self.clock = clock
        self.zone = zone
        self.age = age
    }

    /// The TIMEX3 value in a document of a day; nil for a document of unknown day, whose open places stay `X`.
    public func value(on document: Day?) -> String {
        let date = relation.value(on: document)
        guard let clock else { return date }
        // A time of day belongs to a day; an unknown or larger unit leaves the day open.
        let isDay = date.utf8.count >= 10 || date.hasPrefix("XXXX-WXX-")
        return (isDay ? String(date.split(separator: "T", maxSplits: 1).first ?? "") : "XXXX-XX-XX") + clock
    }
}
