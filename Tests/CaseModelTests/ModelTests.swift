import CaseModel
import Foundation
import Testing

/// What the floors agree on: identities, order, and the JSON that case files and exports are made of.
@Suite struct ModelTests {
    private func json(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    @Test func idsAreBareStrings() throws {
        #expect(try json([DocumentID("ab12")]) == #"["ab12"]"#)
        #expect(try json([EventID("e-7")]) == #"["e-7"]"#)
        #expect(try JSONDecoder().decode([EventID].self, from: Data(#"["e-7"]"#.utf8)) == [EventID("e-7")])
    }

    @Test func passagesGoByPaperThenPlace() {
        let a = DocumentID("a"), b = DocumentID("b")
        let passages = [
            Passage(document: b, start: 0, end: 4), Passage(document: a, start: 9, end: 12), Passage(document: a, range: 2..<12),
            Passage(document: a, start: 2, end: 5),
        ]
        #expect(passages.sorted().map { "\($0.document) \($0.range)" } == ["a 2..<5", "a 2..<12", "a 9..<12", "b 0..<4"])
    }

    @Test func kindsAreWrittenAsTheContractSays() throws {
        #expect(EventKind.allCases.allSatisfy { $0.rawValue == $0.rawValue.lowercased() })
        let kinds: [EventKind] = [.orderRelease, .orderDetention, .hospitalise]
        #expect(try json(kinds) == #"["order-release","order-detention","hospitalise"]"#)
        #expect(try json([LegalTraits.Mode.exTunc, .exNunc]) == #"["ex-tunc","ex-nunc"]"#)
    }

    @Test func decisionsComeBackAsTheyWere() throws {
        let key = Decision.EventKey(passages: [Passage(document: DocumentID("ab"), start: 3, end: 9)], kind: .pardon)
        let actions: [Decision.Action] = [
            .accept(key), .correctDate(key, edtf: "2011-05"), .correctMode(key, nil), .correctMode(key, .exNunc),
            .correctParticipant(key, role: .patient, name: nil), .split(key, key.passages),
            .describeDocument(DocumentID("ab"), title: "Ferry found", outlet: nil, authors: ["Sara Holm"]), .undo("ff"),
        ]
        for action in actions {
            let decision = Decision(
                action: action, who: "Ida Lunde", when: "2024-01-02T03:04:05Z", why: nil, hash: "1", previous: "0")
            let data = Data(try json(decision).utf8)
            #expect(try JSONDecoder().decode(Decision.self, from: data) == decision)
        }
    }

    @Test func captionsStandApartInOrder() {
        var paper = Document(id: DocumentID("ab"), name: "ferry.html", text: "The ferry sank.")
        paper.blocks = [
            Block(kind: .caption, text: "The quay", range: nil, source: 4..<12),
            Block(kind: .paragraph, text: "The ferry sank.", range: 0..<15, source: nil),
            Block(kind: .credit, text: "Photo: a passer-by", range: nil, source: nil),
            Block(kind: .caption, text: "The wreck", range: nil, source: nil),
        ]
        #expect(paper.captions == ["The quay", "The wreck"])
    }
}
