import CaseModel
import EDTF
import Events
import TimeExpressions

/// The papers of a case in the order of their ids, each with its annotation.
struct CaseInput: Sendable {
    let documents: [Document]
    /// One a paper, its times read as news means them; an empty one where a paper has none.
    let annotations: [Annotation]
    /// Times that stand near a mention without any grammar to link them.
    let guesses: [Set<TimeReading.Guess>]
    /// The time that the text stands at, by mention, for those without one.
    let standing: [[Int: Int]]
    /// Lengths of time from a mention to the paper's own day.
    let paperCounts: [[TimeReading.Guess]]
    let position: [DocumentID: Int]
    private let sources: [Int]

    /// Papers given twice are taken once; those in `ignored` are left out. Empties `annotations`: each is given away, so that its times are read
    /// anew in place and a large case is in memory once.
    init(documents: [Document], annotations given: inout [Annotation], ignored: Set<DocumentID>) {
        var seen = Set<DocumentID>()
        let sorted = documents.filter { !ignored.contains($0.id) && seen.insert($0.id).inserted }.sorted { $0.id < $1.id }
        var byID: [DocumentID: Annotation] = [:]
        for annotation in given where byID[annotation.document] == nil { byID[annotation.document] = annotation }
        given = []
        self.documents = sorted
        var annotations: [Annotation] = []
        var others: (guesses: [Set<TimeReading.Guess>], standing: [[Int: Int]], paperCounts: [[TimeReading.Guess]]) = ([], [], [])
        annotations.reserveCapacity(sorted.count)
        for document in sorted {
            let reading = TimeReading(
                byID.removeValue(forKey: document.id) ?? Annotation(document: document.id, version: 0), text: document.text,
                isOfAfternoon: Self.isOfAfternoon(document))
            annotations.append(reading.annotation)
            others.guesses.append(reading.guesses)
            others.standing.append(reading.standing)
            others.paperCounts.append(reading.paperCounts)
        }
        let houses = Self.houseNames(annotations)
        for d in annotations.indices {
            for e in annotations[d].entities.indices {
                guard let country = annotations[d].entities[e].country.map(Fold.key) else { continue }
                if houses.contains(country) || NameLexicon.shared.titles.contains(country) {
                    annotations[d].entities[e].country = nil
                }
            }
        }
        self.annotations = annotations
        (guesses, standing, paperCounts) = others
        let position = Dictionary(uniqueKeysWithValues: sorted.enumerated().map { ($1.id, $0) })
        self.position = position
        sources = sorted.indices.map { index in sorted[index].copyOf.flatMap { position[$0] } ?? index }
    }

    /// Whether a paper prints an hour of the afternoon beside its day: what it says has happened happened that day.
    private static func isOfAfternoon(_ document: Document) -> Bool {
        document.days.contains { candidate in
            guard [.byline, .text, .header, .timeElement].contains(candidate.source), candidate.role != .copyright else {
                return false
            }
            let bytes = Array(candidate.words.utf8)
            return bytes.indices.contains { i in
                guard bytes[i] == 0x3A, i >= 2, i + 2 < bytes.count,
                    bytes[i + 1...i + 2].allSatisfy({ (0x30...0x39).contains($0) }),
                    let hour = Int(String(decoding: bytes[i - 2..<i], as: UTF8.self))
                else { return false }
                return (12...23).contains(hour)
            }
        }
    }

    /// What prisons and hospitals are named after, which is no state: a court that a paper tells of beside one is not that place's.
    private static func houseNames(_ annotations: [Annotation]) -> Set<String> {
        var names = Set<String>()
        for annotation in annotations {
            for entity in annotation.entities where entity.kind != .person {
                for name in entity.names {
                    let words = Fold.words(name)
                    guard words.count > 1, NameLexicon.shared.houses.contains(words[words.count - 1]) else { continue }
                    names.insert(words.dropLast().joined(separator: " "))
                }
            }
        }
        return names
    }

    /// The paper that this one repeats, or itself: what counts as one source.
    func source(of document: Int) -> Int { sources[document] }

    /// Words of a paper by UTF-8 offsets, clamped to it.
    func words(_ document: Int, _ range: Range<Int>) -> String {
        let bytes = documents[document].text.utf8
        let range = range.clamped(to: 0..<bytes.count)
        let start = bytes.index(bytes.startIndex, offsetBy: range.lowerBound)
        return String(decoding: bytes[start..<bytes.index(start, offsetBy: range.count)], as: UTF8.self)
    }

    /// The sentence of a mention; the trigger's own words where the annotation has none.
    func sentence(_ document: Int, _ index: Int, around trigger: Range<Int>) -> Range<Int> {
        let sentences = annotations[document].sentences
        guard sentences.indices.contains(index), sentences[index].overlaps(trigger) else {
            return sentences.first { $0.overlaps(trigger) } ?? trigger
        }
        return sentences[index]
    }

    /// What reasons call a paper: its name without folders.
    func label(_ document: Int) -> String {
        let name = documents[document].name
        return name.split(separator: "/").last.map(String.init) ?? name
    }
}
