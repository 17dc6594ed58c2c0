import EDTF

/// What a phrase may mean, as a function from days that it hangs on to days meant, and back.
///
/// (Skeleton: the owner of this floor adds the cases; other floors rely on `anchor`, `days(from:)` and `anchors(for:)`.)
public struct TimeRelation: Hashable, Sendable, Codable {
    /// What the phrase hangs on.
    public enum Anchor: String, Sendable, Codable {
        /// Nothing: "24 December 2017".
        case none
        /// The day of the document: "on Tuesday", "last week", "Christmas Eve".
        case document
        /// The day that the text is at: "three days later", "the same day", "the following year".
        case narrative
    }
    public var anchor: Anchor
    public init(anchor: Anchor) { self.anchor = anchor }
    /// Days meant, given the days that the anchor may be (ignored where `anchor` is `none`).
    public func days(from anchorDays: DaySet) -> DaySet { .all }
    /// Days that the anchor may be, given the days meant.
    public func anchors(for days: DaySet) -> DaySet { .all }
}

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
    public init(
        kind: Kind, range: Range<Int>, sentence: Int, mod: String?, relation: TimeRelation, value: String, endsAt: Int? = nil
    ) {
        self.kind = kind
        self.range = range
        self.sentence = sentence
        self.mod = mod
        self.relation = relation
        self.value = value
        self.endsAt = endsAt
    }
}
