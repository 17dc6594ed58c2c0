import CaseModel
import Events
import Foundation
import Testing

@testable import CaseFile

@Suite struct PackedTests {
    struct Everything: Codable, Hashable {
        enum Choice: Codable, Hashable { case none, one(Int), many(a: String, b: [Double?]) }
        var text = "ünï\u{0}code \"quoted\""
        var empty = ""
        var numbers: [Int] = [0, -1, 1, .max, .min, 300]
        var large = UInt64.max
        var small: Int8 = -128
        var double = 2.5
        var flags = [true, false]
        var missing: String?
        var present: String? = "here"
        var choices: [Choice] = [.none, .one(-7), .many(a: "x", b: [1, nil, .infinity])]
        var table: [String: [Int]] = ["a": [], "b": [1, 2]]
        var range: Range<Int>? = 3..<9
        var nested: [[Range<Int>]] = [[], [1..<2]]
        var day = SolvedDate(edtf: "2011-03", best: nil, basis: .inferred, why: ["because"])
    }

    @Test func whatGoesInComesOut() throws {
        let value = Everything()
        #expect(try Packed.decode(Everything.self, Packed.encode(value)) == value)
        #expect(try Packed.decode([String].self, Packed.encode(["a", "b", "a"])) == ["a", "b", "a"])
        #expect(try Packed.decode(String.self, Packed.encode("alone")) == "alone")
        #expect(try Packed.decode([Int?].self, Packed.encode([1, nil, 3])) == [1, nil, 3])
    }

    @Test func decisionsAndAnnotations() throws {
        let passage = Passage(document: DocumentID("d"), start: 3, end: 9)
        let actions: [Decision.Action] = [
            .correctParticipant(.init(passages: [passage], kind: .pardon), role: .agent, name: nil), .merge([]), .undo("x"),
            .addEvent(id: "m", kind: .rule, edtf: "2011", headline: "h", participants: [], passages: [passage], note: nil),
        ]
        #expect(try Packed.decode([Decision.Action].self, Packed.encode(actions)) == actions)
        let document = Document(
            id: DocumentID("d"), name: "n", text: "convict 2011-01-01 Ardelin \"said so\" x\nflee 2012 Brenvik y")
        let annotation = FakePipeline.Worker(version: 1, seen: nil).annotate(document)
        #expect(annotation.events.count == 2 && annotation.quotes.count == 1)
        let bytes = try Packed.encode(annotation)
        #expect(try Packed.decode(Annotation.self, bytes) == annotation)
        #expect(bytes.count < (try CanonicalJSON.data(annotation)).count)
    }

    @Test func membersGoByName() throws {
        struct Old: Codable { var a = 1; var b = "two"; var gone = [1, 2, 3] }
        struct New: Codable, Equatable { var b: String; var c: Int?; var a: Int }
        #expect(try Packed.decode(New.self, Packed.encode(Old())) == New(b: "two", c: nil, a: 1))
    }

    @Test func damageIsAnErrorAndNeverATrap() throws {
        let bytes = try Packed.encode(Everything())
        for cut in 0..<bytes.count {
            #expect(throws: (any Error).self) { try Packed.decode(Everything.self, Array(bytes[..<cut])) }
        }
        var state: UInt64 = 42
        for _ in 0..<3_000 {
            var broken = bytes
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            broken[Int(state >> 33) % broken.count] = UInt8(truncatingIfNeeded: state >> 20)
            _ = try? Packed.decode(Everything.self, broken)
        }
    }
}
