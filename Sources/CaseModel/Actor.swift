public struct ActorID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let id: String
    public init(_ id: String) { self.id = id }
    public init(from decoder: Decoder) throws { id = try decoder.singleValueContainer().decode(String.self) }
    public func encode(to encoder: Encoder) throws {
        var c = encoder.singleValueContainer()
        try c.encode(id)
    }
    public var description: String { id }
    public static func < (a: ActorID, b: ActorID) -> Bool { a.id < b.id }
}

/// A person, body or place that the papers speak of. (Named `CaseActor`: `Actor` is a protocol of Swift's own.)
public struct CaseActor: Hashable, Sendable, Codable {
    public enum Kind: String, Sendable, Codable, CaseIterable { case person, organisation, place, authority }
    public struct Role: Hashable, Sendable, Codable {
        public var role: String
        public var edtf: String?
        public init(role: String, edtf: String?) { self.role = role; self.edtf = edtf }
    }
    public var id: ActorID
    public var name: String
    public var kind: Kind
    public var aliases: [String]
    public var roles: [Role]
    /// EDTF bounds of the day of birth, from ages.
    public var born: String?
    /// For authorities: the country or system as the papers name it ("Peru", "Inter-American Court of Human Rights").
    public var country: String?
    /// Where it is named, in order.
    public var mentions: [Passage]
    public init(
        id: ActorID, name: String, kind: Kind, aliases: [String] = [], roles: [Role] = [], born: String? = nil,
        country: String? = nil, mentions: [Passage] = []
    ) {
        self.id = id
        self.name = name
        self.kind = kind
        self.aliases = aliases
        self.roles = roles
        self.born = born
        self.country = country
        self.mentions = mentions
    }
}
