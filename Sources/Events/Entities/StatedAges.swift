/// "He is 58, and ill": an age that a whole clause tells.
enum StatedAges {
    private static let ages = 15...110

    /// The subject of each such clause and the age.
    static func found(in clauses: Clauses) -> [(subject: Int, age: Int)] {
        clauses.tokens.indices.compactMap { number in
            guard clauses.tokens[number].upos == .num, !clauses.quoted[number], let age = Int(clauses.forms[number]),
                ages.contains(age),
                clauses.children[number].contains(where: { clauses.relation($0) == "cop" && clauses.forms[$0] == "is" }),
                let subject = clauses.child(number, where: { clauses.relation($0) == "nsubj" }),
                number + 1 >= clauses.tokens.count || clauses.isPunctuation(number + 1) || clauses.forms[number + 1] == "and"
            else { return nil }
            return (subject, age)
        }
    }
}
