import CaseModel
import Events
import Foundation
import Testing

@testable import Exchange

/// A small case about invented people, with what makes formats stumble: accents, quotes, commas, line breaks, a formula.
enum SampleCase {
    static let one: Document = {
        var document = Document(
            id: DocumentID(String(repeating: "1", count: 64)), name: "papers/one.txt",
            text: "LÍMANDA — Judge Öznur Valk freed José Ardelin, 61, on Tuesday.\n\n“I am innocent; I always was,” he said.\n")
        document.title = "Ardelin freed, \"for now\""
        document.outlet = "The Harbour Post"
        document.authors = ["Mina Tolvanen"]
        document.language = "en"
        document.canonicalURL = "https://harbourpost.example/2011/ardelin"
        document.blocks = [
            Block(kind: .paragraph, text: "", range: nil, source: nil),
            Block(kind: .caption, text: "Ardelin leaves the court", range: nil, source: nil),
        ]
        return document
    }()
    static let two: Document = {
        var document = Document(
            id: DocumentID(String(repeating: "2", count: 64)), name: "papers/two.html",
            text: "=cmd|' /C calc'!A0 annulled the release of José Ardelin.\n")
        document.title = "Release annulled"
        document.language = "en"
        return document
    }()

    static func passage(_ document: Document, _ words: String) -> Passage {
        let text = Array(document.text.utf8)
        let needle = Array(words.utf8)
        let start = (0...(text.count - needle.count)).first { text[$0..<$0 + needle.count].elementsEqual(needle) }!
        return Passage(document: document.id, range: start..<start + needle.count)
    }

    static let freed = passage(one, "Judge Öznur Valk freed José Ardelin, 61, on Tuesday.")
    static let struck = passage(two, "=cmd|' /C calc'!A0 annulled the release of José Ardelin.")
    static let said = passage(one, "I am innocent; I always was,")

    static var record: CaseRecord {
        let ardelin = CaseActor(
            id: ActorID("a1"), name: "José Ardelin", kind: .person, aliases: ["Ardelin"],
            roles: [.init(role: "governor of Límanda", edtf: "2001/2006")], born: "1949/1950", mentions: [freed])
        let valk = CaseActor(id: ActorID("a2"), name: "Öznur Valk", kind: .person, mentions: [freed])
        let court = CaseActor(id: ActorID("a3"), name: "High Court of Límanda", kind: .authority, country: "Límanda")
        let release = Event(
            id: EventID("e1aa"), kind: .orderRelease,
            date: SolvedDate(edtf: "2011-03-01", best: "2011-03-01", basis: .stated, why: ["\"on Tuesday\" before 2011-03-04"]),
            headline: "Öznur Valk frees José Ardelin",
            participants: [
                Participant(role: .agent, actor: ActorID("a2"), name: "Öznur Valk"),
                Participant(role: .patient, actor: ActorID("a1"), name: "José Ardelin"),
            ], modality: .asserted, targets: [],
            figures: [Figure(value: 61, unit: "year", what: "age", passage: freed)],
            evidence: [Evidence(passage: freed, trigger: nil, modality: .asserted, date: "2011-03-01")], independentSources: 1,
            review: .accepted)
        var legal = LegalTraits()
        legal.mode = .exTunc
        let annulment = Event(
            id: EventID("e2bb"), kind: .annul,
            date: SolvedDate(edtf: "2011-10-03/2011-10-06", best: "2011-10-03", basis: .inferred, why: ["after the release"]),
            headline: "=cmd|' /C calc'!A0 annuls the release, of José Ardelin",
            participants: [
                Participant(role: .authority, actor: ActorID("a3"), name: "High Court of Límanda"),
                Participant(role: .patient, actor: ActorID("a1"), name: "José Ardelin"),
            ], modality: .asserted, targets: [EventID("e1aa")], figures: [],
            evidence: [Evidence(passage: struck, trigger: nil, modality: .asserted, date: nil)], independentSources: 1,
            review: .proposed, legal: legal)
        let undated = Event(
            id: EventID("e3cc"), kind: .protest, date: .unknown, headline: "Crowds gather", participants: [], modality: .reported,
            targets: [], figures: [], evidence: [Evidence(passage: freed, trigger: nil, modality: .reported, date: nil)],
            independentSources: 1, review: .proposed)
        let rejected = Event(
            id: EventID("e4dd"), kind: .flee, date: SolvedDate(edtf: "2012", best: "2012", basis: .stated, why: []),
            headline: "Ardelin flees", participants: [], modality: .asserted, targets: [], figures: [],
            evidence: [Evidence(passage: freed, trigger: nil, modality: .asserted, date: "2012")], independentSources: 1,
            review: .rejected)
        return CaseRecord(
            dates: [
                DocumentDates(
                    document: one.id,
                    published: SolvedDate(edtf: "2011-03-04", best: "2011-03-04", basis: .metadata, why: ["the page says so"])),
                DocumentDates(document: two.id, published: .unknown),
            ],
            actors: [ardelin, valk, court], events: [release, annulment, rejected, undated],
            quotes: [
                Quote(
                    speaker: ActorID("a1"), name: "José Ardelin", form: .direct, passage: said,
                    date: SolvedDate(edtf: "2011-03-01", best: "2011-03-01", basis: .inferred, why: []))
            ],
            conflicts: [
                Conflict(
                    about: "e2bb", field: .date,
                    sides: [
                        .init(value: "2011-10-03", evidence: [struck], independentSources: 1),
                        .init(value: "2011-10-06", evidence: [freed], independentSources: 1),
                    ])
            ])
    }

    static var decisions: [Decision] {
        [
            Decision(
                action: .accept(.init(passages: [freed], kind: .orderRelease)), who: "ida", when: "2026-02-03T10:00:00Z",
                why: "read the ruling", hash: String(repeating: "a", count: 64), previous: ""),
            Decision(
                action: .reject(.init(passages: [freed], kind: .flee)), who: "ida", when: "2026-02-03T10:05:00Z", why: nil,
                hash: String(repeating: "b", count: 64), previous: String(repeating: "a", count: 64)),
        ]
    }

    static var input: ExportCase {
        var input = ExportCase(name: "ardelin", documents: [one, two], record: record, decisions: decisions)
        input.annotation = { Annotation(document: $0, version: 1) }
        return input
    }

    static func text(_ format: ExportFormat) throws -> String {
        String(decoding: try #require(try Exporter(input).files(format).first).bytes, as: UTF8.self)
    }
}
