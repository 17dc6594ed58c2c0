import ArgumentParser
import CaseModel
@testable import Chronology
import Events
import Foundation
import Language

/// Event coreference on marked events: the merger of `Chronology` beside the baseline that joins what has one lemma.
struct Coreference: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Scores the merging of events on ECB+ with its own marks, each subtopic by itself.",
        discussion: """
            The folder holds one folder a topic. Topics 36 to 45 are never opened. What is marked is given, and people, places and kinds are \
            read by the program; times are left out, since no paper of the corpus has a day.
            """)

    @Argument(help: "Folder of the topics.") var folder: String
    @Flag(help: "Print every mention: subtopic, paper, words, instance, lemma, kind, class, people, tab separated.")
    var mentions = false

    func run() throws {
        let texts = try EventText.read(folder: folder, without: 36...45)
        guard !texts.isEmpty else { throw ValidationError("no topics in \(folder)") }
        let annotator = try Annotator()
        let analyzer = try Analyzer.shared(language: "en")
        var lemma = CoreferenceScore()
        var merger = CoreferenceScore()
        for subtopic in Dictionary(grouping: texts, by: \.subtopic).sorted(by: { $0.key < $1.key }) {
            var gold: [String] = []
            var lemmas: [String] = []
            var documents: [Document] = []
            var annotations: [Annotation] = []
            for text in subtopic.value {
                let heads = Self.heads(
                    text, analyzer.analyze(text: text.document.text, blocks: text.document.blocks.compactMap(\.range)))
                documents.append(text.document)
                annotations.append(Self.marked(annotator.annotate(text.document), text, heads))
                gold += text.mentions.map(\.instance)
                lemmas += heads.map(\.lemma)
            }
            let solution = Reconciler(documents: documents, annotations: annotations, decisions: []).solve()
            var merged: [String] = []
            func names(_ actors: some Sequence<Int>) -> String {
                actors.map { solution.book.entries[$0].name }.joined(separator: ";")
            }
            for (document, annotation) in zip(documents, annotations) {
                let d = solution.input.position[document.id]!
                for m in annotation.events.indices {
                    let cluster = solution.builder.telling(d, m).map { solution.clusterOf[$0] } ?? -1
                    merged.append(cluster < 0 ? "\(document.name) \(m)" : "\(cluster)")
                    if mentions, let t = solution.builder.telling(d, m) {
                        let (event, telling) = (annotation.events[m], solution.tellings[t])
                        print(
                            subtopic.key, document.name, solution.input.words(d, event.trigger), gold[merged.count - 1],
                            event.lemma,
                            event.kind.rawValue, merged[merged.count - 1], names(telling.agents), names(telling.patients),
                            names(telling.places), event.sentence,
                            separator: "\t")
                    }
                }
            }
            lemma.add(gold: Self.numbered(gold), system: Self.numbered(lemmas))
            merger.add(gold: Self.numbered(gold), system: Self.numbered(merged))
        }
        print("                 MUC     B3      CEAFe   CoNLL")
        for (name, score) in [("same-lemma", lemma), ("merger", merger)] {
            let values = [score.muc.f1, score.bCubed.f1, score.ceaf.f1, score.conll].map { String(format: "%.4f", $0) }
            print(name.padding(toLength: 15, withPad: " ", startingAt: 0), values.joined(separator: "  "))
        }
    }

    private static func numbered(_ labels: [String]) -> [Int] {
        var numbers: [String: Int] = [:]
        return labels.map { label in
            let number = numbers[label] ?? numbers.count
            numbers[label] = number
            return number
        }
    }

    /// The token of each mention that no other of its tokens governs: its lemma and place.
    private static func heads(_ text: EventText, _ analysis: Analysis) -> [(lemma: String, range: Range<Int>)] {
        text.mentions.map { mention in
            for sentence in analysis.sentences where sentence.range.overlaps(mention.range) {
                let inside = sentence.tokens.indices.filter { sentence.tokens[$0].range.overlaps(mention.range) }
                if let head = inside.first(where: { !inside.contains(sentence.tokens[$0].head) }) {
                    return (sentence.tokens[head].lemma, sentence.tokens[head].range)
                }
            }
            return ("", mention.range)
        }
    }

    /// The annotation with the marked events for its own: kind, people and times of its own event at the same word, where there is one.
    private static func marked(_ annotation: Annotation, _ text: EventText, _ heads: [(lemma: String, range: Range<Int>)])
        -> Annotation
    {
        var result = annotation
        result.times = []
        result.spokenFor = []
        result.events = zip(text.mentions, heads).map { mention, head in
            let sentence = annotation.sentences.firstIndex { $0.overlaps(mention.range) } ?? 0
            let own = annotation.events.first { $0.trigger.overlaps(head.range) }
            var event = EventMention(
                kind: own?.kind ?? .other, trigger: mention.range, lemma: head.lemma, sentence: sentence, modality: .asserted,
                tense: own?.tense ?? .none)
            event.arguments = own?.arguments ?? []
            event.figures = own?.figures ?? []
            return event
        }
        return result
    }
}
