import CLibCrypto
import CaseModel
import Events
import Foundation

@testable import CaseFile

/// A pipeline that is small enough to foresee: each line "KIND DAY NAME words" of a file is one event of that kind and
/// day, with that name as its agent; lines with the same kind, day and name are one event. "doc:" lines date the paper.
struct FakePipeline: CasePipeline {
    var version = PipelineVersion(reader: 1, annotator: 1, reconciler: 1)
    var seen: SeenNames?

    final class SeenNames: @unchecked Sendable {
        private let lock = NSLock()
        private var names: [String] = []
        func add(_ name: String) { lock.withLock { names.append(name) } }
        var all: [String] { lock.withLock { names.sorted() } }
        func clear() { lock.withLock { names = [] } }
    }

    func makeWorker() throws -> any CaseWorker { Worker(version: version.annotator, seen: seen) }

    final class Worker: CaseWorker {
        let version: Int
        let seen: SeenNames?
        init(version: Int, seen: SeenNames?) { self.version = version; self.seen = seen }

        func read(bytes: [UInt8], name: String) -> (documents: [Document], problems: [String]) {
            seen?.add(name)
            guard let text = String(validating: bytes, as: UTF8.self), !text.isEmpty else { return ([], ["not text"]) }
            var document = Document(id: DocumentID(Digest.hex(bytes)), name: name, text: text)
            document.title = text.split(separator: "\n").first.map(String.init)
            document.blocks = [Block(kind: .paragraph, text: text, range: 0..<text.utf8.count, source: 0..<bytes.count)]
            return ([document], text.hasPrefix("partly") ? ["inner.txt: broken", "other.txt: broken"] : [])
        }

        func annotate(_ document: Document) -> Annotation {
            var annotation = Annotation(document: document.id, version: version)
            var start = 0
            for line in document.text.split(separator: "\n", omittingEmptySubsequences: false) {
                let range = start..<start + line.utf8.count
                start = range.upperBound + 1
                let parts = line.split(separator: " ", maxSplits: 3)
                guard parts.count >= 3, let kind = EventKind(rawValue: String(parts[0])) else { continue }
                annotation.sentences.append(range)
                var mention = EventMention(
                    kind: kind, trigger: range.lowerBound..<range.lowerBound + parts[0].utf8.count, lemma: String(parts[0]),
                    sentence: annotation.sentences.count - 1, modality: .asserted, tense: .past)
                mention.arguments = [
                    .init(role: .agent, entity: nil, range: range, words: String(parts[2])),
                    .init(role: .place, entity: nil, range: range, words: String(parts[1])),
                ]
                annotation.events.append(mention)
                if let open = line.utf8.firstIndex(of: UInt8(ascii: "\"")),
                    let close = line.utf8.lastIndex(of: UInt8(ascii: "\"")), close > open
                {
                    let low = range.lowerBound + line.utf8.distance(from: line.utf8.startIndex, to: open) + 1
                    let high = range.lowerBound + line.utf8.distance(from: line.utf8.startIndex, to: close)
                    annotation.quotes.append(
                        QuoteMention(
                            form: .direct, range: low..<high, sentence: annotation.sentences.count - 1, speaker: nil,
                            speakerWords: nil, cue: nil))
                }
            }
            return annotation
        }
    }

    func reconcile(documents: [Document], annotations: [Annotation], decisions: [Decision]) -> CaseRecord {
        FakeReconciler.reconcile(documents: documents, annotations: annotations, decisions: decisions)
    }
}

enum FakeReconciler {
    static func reconcile(documents: [Document], annotations: [Annotation], decisions: [Decision]) -> CaseRecord {
        var record = CaseRecord()
        var events: [String: Event] = [:]
        var names: [String: [Passage]] = [:]
        for (document, annotation) in zip(documents, annotations) {
            let day = document.text.split(separator: "\n").first { $0.hasPrefix("doc: ") }.map { String($0.dropFirst(5)) }
            let date = day.map { SolvedDate(edtf: $0, best: $0, basis: .stated, why: ["it says so"]) } ?? .unknown
            record.dates.append(DocumentDates(document: document.id, published: date))
            for quote in annotation.quotes {
                record.quotes.append(
                    Quote(
                        speaker: nil, name: nil, form: .direct, passage: Passage(document: document.id, range: quote.range),
                        date: date))
            }
            for mention in annotation.events {
                let name = mention.arguments[0].words
                let day = mention.arguments[1].words
                let passage = Passage(document: document.id, range: mention.arguments[0].range)
                let key = "\(mention.kind.rawValue) \(day) \(name)"
                names[name, default: []].append(passage)
                let evidence = Evidence(passage: passage, trigger: mention.trigger, modality: .asserted, date: day)
                if events[key] == nil {
                    events[key] = Event(
                        id: EventID(String(Digest.hex(key).prefix(12))), kind: mention.kind,
                        date: SolvedDate(edtf: day, best: day, basis: .stated, why: ["the text says \(day)"]),
                        headline: "\(name): \(mention.kind.rawValue)",
                        participants: [Participant(role: .agent, actor: ActorID("a-" + name.lowercased()), name: name)],
                        modality: .asserted, targets: [], figures: [], evidence: [], independentSources: 0, review: .proposed)
                }
                events[key]!.evidence.append(evidence)
                events[key]!.independentSources += 1
            }
        }
        var undone = Set<String>()
        for decision in decisions.reversed() {
            if case .undo(let hash) = decision.action, !undone.contains(decision.hash) { undone.insert(hash) }
        }
        for decision in decisions where !undone.contains(decision.hash) {
            apply(decision, to: &events, &record)
        }
        record.events = events.values.sorted { ($0.date.edtf ?? "", $0.id) < ($1.date.edtf ?? "", $1.id) }
        record.actors = names.map { name, passages in
            CaseActor(id: ActorID("a-" + name.lowercased()), name: name, kind: .person, mentions: passages.sorted())
        }.sorted { $0.id < $1.id }
        record.dates.sort { $0.document < $1.document }
        record.quotes.sort { $0.passage < $1.passage }
        return record
    }

    private static func apply(_ decision: Decision, to events: inout [String: Event], _ record: inout CaseRecord) {
        func find(_ key: Decision.EventKey) -> String? {
            events.keys.sorted().first { name in
                events[name]!.evidence.contains { evidence in
                    key.passages.contains {
                        $0.document == evidence.passage.document && $0.start < evidence.passage.end
                            && evidence.passage.start < $0.end
                    }
                }
            }
        }
        func change(_ key: Decision.EventKey, _ body: (inout Event) -> Void) {
            guard let name = find(key) else {
                record.unfitDecisions[decision.hash] = "its passage is gone"
                return
            }
            body(&events[name]!)
        }
        switch decision.action {
        case .accept(let key): change(key) { $0.review = .accepted }
        case .reject(let key): change(key) { $0.review = .rejected }
        case .reopen(let key): change(key) { $0.review = .proposed }
        case .correctHeadline(let key, let words):
            change(key) {
                $0.headline = words; $0.review = .corrected
            }
        case .correctDate(let key, let edtf):
            change(key) {
                $0.date = SolvedDate(edtf: edtf, best: edtf, basis: .given, why: ["decided"]); $0.review = .corrected
            }
        default: break
        }
    }
}

/// A folder that is gone when the test is done.
final class Scratch {
    let path: String
    init() {
        path = NSTemporaryDirectory() + "legajo-tests-" + UUID().uuidString
        try! FileManager.default.createDirectory(atPath: path + "/papers", withIntermediateDirectories: true)
    }
    deinit { try? FileManager.default.removeItem(atPath: path) }
    var papers: String { path + "/papers" }
    var caseFile: String { path + "/case.legajo" }
    func write(_ name: String, _ text: String) {
        let full = papers + "/" + name
        try! FileManager.default.createDirectory(
            atPath: (full as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try! Data(text.utf8).write(to: URL(fileURLWithPath: full))
    }
    func remove(_ name: String) { try! FileManager.default.removeItem(atPath: papers + "/" + name) }
    func open(_ mode: CaseFile.Mode = .create, _ pipeline: any CasePipeline = FakePipeline()) throws -> CaseFile {
        try CaseFile.open(path: caseFile, mode: mode, pipeline: pipeline)
    }
    /// Three papers about two invented persons.
    func fill() {
        write(
            "one.txt",
            "Court frees Ardelin\ndoc: 2011-03-04\nconvict 2009-05-06 Ardelin of fraud\nrelease 2011-03-03 Ardelin from prison")
        write("two.txt", "Appeal of Brenvik\ndoc: 2012-01-02\nappeal 2012-01-01 Brenvik said \"we will win this case\"")
        write("sub/three.txt", "Once more\ndoc: 2013-01-02\nconvict 2009-05-06 Ardelin for fraud again")
    }
}
