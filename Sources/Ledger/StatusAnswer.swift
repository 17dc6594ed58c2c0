/// The legal status of a person on a day, as known on another: the status JSON of `contract/export-json.md`.
public struct StatusAnswer: Hashable, Sendable, Codable {
    /// An act or component that does not stand, and what took it away.
    public struct Struck: Hashable, Sendable, Codable {
        public var act: String
        /// Nil: the whole act.
        public var component: String?
        public var by: String
        public var mode: String
    }
    public struct Obligation: Hashable, Sendable, Codable {
        public enum State: String, Sendable, Codable { case pending, complied, breached }
        public var on: String?
        public var to: String
        public var by: String
        public var state: State
        /// EDTF of the day on which the state began.
        public var since: String?
        public var binding: Bool
        /// What told the state: a fact's or act's id; nil where it follows from the day alone.
        public var because: String?
    }
    public struct Order: Hashable, Sendable, Codable {
        public var order: String
        public var name: String
        /// Every word that is true, in the contract's order; `none` alone.
        public var status: [String]
        /// Nil where it depends on a disputed reading, which `why` names.
        public var liable: Bool?
        public var inForce: [String]
        public var struck: [Struck]
        public var obligations: [Obligation]
        /// Words whose truth depends on a disputed reading, with what they depend on.
        public var undetermined: [String: [String]]
        /// The proof, a step a line.
        public var why: [String]

        enum CodingKeys: String, CodingKey {
            case order, name, status
            case liable = "liable_to_imprisonment"
            case inForce = "in_force"
            case struck, obligations, undetermined, why
        }
        public func encode(to encoder: Encoder) throws {
            var c = encoder.container(keyedBy: CodingKeys.self)
            try c.encode(order, forKey: .order)
            try c.encode(name, forKey: .name)
            try c.encode(status, forKey: .status)
            try c.encode(liable, forKey: .liable)
            try c.encode(inForce, forKey: .inForce)
            try c.encode(struck, forKey: .struck)
            try c.encode(obligations, forKey: .obligations)
            if !undetermined.isEmpty { try c.encode(undetermined, forKey: .undetermined) }
            try c.encode(why, forKey: .why)
        }
        public init(from decoder: Decoder) throws {
            let c = try decoder.container(keyedBy: CodingKeys.self)
            order = try c.decode(String.self, forKey: .order)
            name = try c.decode(String.self, forKey: .name)
            status = try c.decode([String].self, forKey: .status)
            liable = try c.decode(Bool?.self, forKey: .liable)
            inForce = try c.decode([String].self, forKey: .inForce)
            struck = try c.decode([Struck].self, forKey: .struck)
            obligations = try c.decode([Obligation].self, forKey: .obligations)
            undetermined = try c.decodeIfPresent([String: [String]].self, forKey: .undetermined) ?? [:]
            why = try c.decode([String].self, forKey: .why)
        }
        public init(order: String, name: String) {
            self.order = order
            self.name = name
            status = ["none"]
            liable = false
            inForce = []
            struck = []
            obligations = []
            undetermined = [:]
            why = []
        }
    }
    public struct Place: Hashable, Sendable, Codable {
        /// held, free, hospital, abroad, unknown.
        public var state: String
        /// As the papers or the ledger say it: "free: on parole", "died".
        public var words: String
        /// EDTF; nil where nothing is known.
        public var since: String?
        /// The event or fact that tells it.
        public var by: String?
        /// What it depends on, or how it was inferred.
        public var why: [String]
    }
    public var subject: String
    public var on: String
    /// Nil: with everything that is known.
    public var asOf: String?
    /// What "known" means here (`Knowledge.words`).
    public var known: String
    public var orders: [Order]
    public var custody: Place
    /// Where law and fact part: held without title, free despite a sentence, fugitive.
    public var mismatch: [String]
    /// The readings that the answer rests on.
    public var readings: [String]

    enum CodingKeys: String, CodingKey {
        case subject, on
        case asOf = "as_of"
        case known, orders, custody, mismatch, readings
    }
    public init(
        subject: String, on: String, asOf: String?, known: String, orders: [Order], custody: Place, mismatch: [String],
        readings: [String]
    ) {
        self.subject = subject
        self.on = on
        self.asOf = asOf
        self.known = known
        self.orders = orders
        self.custody = custody
        self.mismatch = mismatch
        self.readings = readings
    }
}

/// The status word that a component of an act stands for; nil: none.
func statusWord(_ component: String) -> String? {
    switch component {
    case "conviction": "convicted"
    case "sentence", "sentence_length", "prison", "house_arrest", "fine": "sentenced"
    case "pardon": "pardoned"
    case "commutation": "commuted"
    case "amnesty": "amnestied"
    case "acquittal": "acquitted"
    default: nil
    }
}

/// The contract's order of the words.
let statusWords = ["convicted", "sentenced", "pardoned", "commuted", "amnestied", "acquitted"]
