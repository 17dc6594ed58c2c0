import CaseModel
import Foundation
import Language
import Testing

@testable import Events

/// An annotator, where a language model is there.
let annotator: Annotator? = try? Annotator()

@Suite(.enabled(if: annotator != nil, "no language model"))
struct FrameTests {
    struct Line: CustomTestStringConvertible, Sendable {
        var kind: EventKind
        var form: String
        var agent: String?
        var patient: String?
        var text: String
        var happened: Bool { ["active", "passive", "relative"].contains(form) }
        var testDescription: String { "\(kind.rawValue) \(form): \(text)" }
    }

    static let lines: [Line] = frameSentences.split(separator: "\n").map { line in
        let parts = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return Line(
            kind: EventKind(rawValue: parts[0])!, form: parts[1], agent: parts[2] == "-" ? nil : parts[2],
            patient: parts[3] == "-" ? nil : parts[3], text: parts[4])
    }

    /// The names that an annotation gives the holders of a role in an event.
    static func names(_ role: ParticipantRole, _ event: EventMention, _ annotation: Annotation) -> [String] {
        event.arguments.filter { $0.role == role }.map { argument in
            argument.entity.flatMap { annotation.entities[$0].name } ?? argument.words
        }
    }

    /// What is wrong with the reading of a line; nil where nothing is.
    static func fault(_ line: Line) -> String? {
        let annotation = annotator!.annotate(paper(line.text))
        let told = annotation.events.filter {
            $0.kind == line.kind && ($0.modality == .asserted || $0.modality == .reported) && !$0.passing
        }
        if !line.happened { return told.isEmpty ? nil : "told as done: \(line.text)" }
        guard !told.isEmpty else { return "not told: \(line.text)" }
        for (role, name) in [(ParticipantRole.agent, line.agent), (.patient, line.patient)] {
            if let name, !told.contains(where: { names(role, $0, annotation).contains { $0.hasSuffix(name) || $0 == name } }) {
                return "\(role) is \(told.flatMap { names(role, $0, annotation) }): \(line.text)"
            }
        }
        return nil
    }

    @Test func everyKindIsToldDeniedAndPlanned() {
        let faults = FrameTests.lines.compactMap(FrameTests.fault)
        let share = 1 - Double(faults.count) / Double(FrameTests.lines.count)
        for fault in faults { print("fault:", fault) }
        #expect(
            share >= 0.95,
            "\(faults.count) of \(FrameTests.lines.count) sentences are read wrongly:\n\(faults.joined(separator: "\n"))")
    }

    /// What did not happen must never be told as done: no fault is allowed here.
    @Test func nothingThatDidNotHappenIsTold() {
        for line in FrameTests.lines where !line.happened {
            let fault = FrameTests.fault(line)
            #expect(fault == nil, "\(fault ?? "")")
        }
    }

    /// Every kind has all five forms; verbs that take nobody as their object have no passive, and a birth has nothing else.
    @Test func everyKindHasItsFiveForms() {
        let noPassive: Set<EventKind> = [.flee, .resign, .clash, .protest, .die, .apologise]
        for kind in EventKind.allCases where kind != .state && kind != .other {
            var wanted: Set<String> = ["active", "passive", "relative", "denied", "planned"]
            if noPassive.contains(kind) { wanted.remove("passive") }
            if kind == .born { wanted.remove("active") }
            let forms = Set(FrameTests.lines.filter { $0.kind == kind }.map(\.form))
            #expect(wanted.isSubset(of: forms), "\(kind) lacks \(wanted.subtracting(forms).sorted())")
        }
    }

    @Test func theLexiconHoldsEveryKindOfTheContract() throws {
        let lexicon = try Lexicon.shared.get()
        let kinds = Set(lexicon.verbs.map(\.kind)).union(lexicon.nouns.map(\.kind))
        #expect(Set(EventKind.allCases).subtracting(kinds).isSubset(of: [.state, .other]))
    }
}
