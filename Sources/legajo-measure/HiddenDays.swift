import ArgumentParser
import CaseModel
import Chronology
import EDTF
import Events

/// Hides what papers state of their own days, and asks what the others tell of them.
struct HiddenDays: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Hides the day of each paper, one at a time and all but one at a time, and counts how the answers fare.",
        discussion: """
            A hidden paper keeps its text, its copyright line and the day of a capture; what states its own day or that of an update is \
            taken away, the day of a dateline too. An answer is exact (within the days that the gold allows), open (a set that holds \
            the day, or none: unknown) or wrong (a set without the day). The last line is 1 - wrong.
            """)

    @Argument(help: "Folders with docs and gold.json.") var cases: [String]
    @Flag(help: "Print every answer.") var verbose = false

    private enum Verdict: String, CaseIterable { case exact, open, unknown, wrong }

    func run() throws {
        let annotator = try Annotator()
        var counts: [Verdict: Int] = [:]
        var bests = (right: 0, given: 0)
        for folder in cases {
            let gold = try GoldCase(folder: folder, annotator: annotator)
            for i in gold.documents.indices {
                var one = gold.documents
                one[i] = Self.hidden(one[i])
                var most = gold.documents.map(Self.hidden)
                most[i] = gold.documents[i]
                for (papers, asked, label) in [
                    (one, [i], "one"), (most, gold.documents.indices.filter { $0 != i }, "all but \(i + 1)"),
                ] {
                    let record = Reconciler(documents: papers, annotations: gold.annotations, decisions: []).reconcile()
                    let days = Dictionary(uniqueKeysWithValues: record.dates.map { ($0.document, $0.published) })
                    for j in asked {
                        guard let truth = gold.published[papers[j].name], let answer = days[papers[j].id] else { continue }
                        let verdict = Self.judge(answer, truth)
                        counts[verdict, default: 0] += 1
                        if let best = answer.best, let day = try? DaySet(edtf: best) {
                            bests.given += 1
                            if day.meets(truth) { bests.right += 1 }
                        }
                        if verbose {
                            print(
                                verdict.rawValue, gold.name, label, papers[j].name, "is", truth.edtf ?? "", "given",
                                answer.edtf ?? "-", "best", answer.best ?? "-", "allowed",
                                answer.allowed ?? "-", "|", answer.why.joined(separator: " | "))
                            if verdict == .wrong { Self.printTies(record, papers[j].id, papers) }
                        }
                    }
                }
            }
        }
        let all = counts.values.reduce(0, +)
        guard all > 0 else { throw ValidationError("no paper of these folders has a day in its gold.json") }
        print(Verdict.allCases.map { "\($0.rawValue) \(counts[$0] ?? 0)" }.joined(separator: ", "), "of \(all) answers;")
        print("best candidate right \(bests.right) of \(bests.given)")
        print("right-or-open \(Double(all - (counts[.wrong] ?? 0)) / Double(all))")
    }

    /// The paper without what states its day.
    static func hidden(_ document: Document) -> Document {
        var document = document
        document.days.removeAll { $0.role == .published || $0.role == .updated }
        for i in document.datelines.indices where document.datelines[i].day?.contains(where: \.isNumber) == true {
            document.datelines[i].day = nil
        }
        return document
    }

    /// The events that tie a paper to others, with the passages that tell them.
    private static func printTies(_ record: CaseRecord, _ paper: DocumentID, _ papers: [Document]) {
        let names = Dictionary(uniqueKeysWithValues: papers.map { ($0.id, $0) })
        for event in record.events where Set(event.evidence.map(\.passage.document)).count > 1 {
            guard event.evidence.contains(where: { $0.passage.document == paper }) else { continue }
            print("    tied by", event.kind.rawValue, event.date.edtf ?? "-", event.headline)
            for passage in event.evidence.map(\.passage) {
                guard let document = names[passage.document] else { continue }
                print(
                    "       ", document.name + ":",
                    String(decoding: Array(document.text.utf8)[passage.range], as: UTF8.self).prefix(160))
            }
        }
    }

    private static func judge(_ answer: SolvedDate, _ truth: DaySet) -> Verdict {
        guard let edtf = answer.edtf, let days = try? DaySet(edtf: edtf.replacing("?", with: "")) else { return .unknown }
        if !days.meets(truth) { return .wrong }
        return days.isSubset(of: truth) ? .exact : days.isBounded ? .open : .unknown
    }
}
