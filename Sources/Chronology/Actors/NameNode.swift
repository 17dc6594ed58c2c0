import CaseModel
import Events

/// Every entity of the case that bears one folded name (and, for a body, one country).
struct NameNode: Sendable {
    /// Persons, bodies and places are never compared with one another, but for a name that is letter for letter the same.
    enum Class: Int, Sendable { case person, body, place }

    /// One entity of one paper.
    struct Member: Hashable, Sendable {
        var document: Int
        var entity: Int
    }

    var category: Class
    var form: NameForm
    var country: String?
    var members: [Member] = []
    var mentions = 0
    var male = 0
    var female = 0

    /// The gender that the papers give it; nil where they are silent or at odds.
    var gender: String? {
        male > 0 && female == 0
            ? "male" : female > 0 && male == 0 ? "female" : male > 3 * female ? "male" : female > 3 * male ? "female" : nil
    }

    func mayBe(_ other: NameNode) -> Bool { NameNode.agree(gender, other.gender) }

    static func agree(_ a: String?, _ b: String?) -> Bool { a == nil || b == nil || a == b }

    static func category(of kind: CaseActor.Kind) -> Class {
        switch kind {
        case .person: .person
        case .organisation, .authority: .body
        case .place: .place
        }
    }
}
