import EDTF
import CaseModel

extension Document {
    /// The day this paper says it was published on, weighed among its own candidates alone. `Chronology` weighs them with all papers.
    ///
    /// Structured statements come first (JSON-LD, meta, `<time>`, a feed), then what is printed, then the address and the file's name;
    /// a day of updating stands in where nothing else is stated. Copyright years and capture days never do.
    public var published: SolvedDate { solved(.published) ?? solved(.updated) ?? .unknown }

    /// The day this paper says it was last changed on, where it says so.
    public var updated: SolvedDate? { solved(.updated) }

    private func solved(_ role: DayCandidate.Role) -> SolvedDate? {
        let order: [DayCandidate.Source] = [
            .jsonLD, .meta, .feed, .timeElement, .text, .byline, .header, .dateline, .url, .fileName,
        ]
        func rank(_ day: DayCandidate) -> Int { order.firstIndex(of: day.source) ?? order.count }
        let open = days.filter { $0.role == role && !$0.edtf.hasPrefix("XXXX") }
        guard var first = open.enumerated().min(by: { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) })?.element
        else { return nil }
        // An archive that was moved stamps its old pages with the day of the move, for published and changed alike. What the page
        // prints as its day then says more, if it is weeks older.
        if role == .published, [.jsonLD, .meta].contains(first.source),
            days.contains(where: { $0.role == .updated && $0.edtf == first.edtf }),
            let stamped = DayWords.day(first.edtf),
            !open.contains(where: { [.url, .timeElement, .fileName].contains($0.source) && $0.edtf == first.edtf }),
            let old = open.first(where: { $0.source == .byline }), DayWords.day(old.edtf).map({ stamped - $0 > 21 }) == true
        {
            first = old
        }
        let said = open.filter { $0.edtf == first.edtf }
        let printed: Set<DayCandidate.Source> = [.text, .byline, .dateline]
        return SolvedDate(
            edtf: first.edtf, best: first.edtf.hasPrefix("[") ? nil : first.edtf,
            basis: printed.contains(first.source) ? .stated : .metadata,
            why: said.map { "\($0.source.rawValue): \($0.words)" })
    }
}
