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
        let order: [DayCandidate.Source] = [.jsonLD, .meta, .feed, .timeElement, .text, .byline, .header, .dateline, .url, .fileName]
        func rank(_ day: DayCandidate) -> Int { order.firstIndex(of: day.source) ?? order.count }
        let open = days.filter { $0.role == role && !$0.edtf.hasPrefix("XXXX") }
        guard let first = open.enumerated().min(by: { (rank($0.element), $0.offset) < (rank($1.element), $1.offset) })?.element else { return nil }
        let said = open.filter { $0.edtf == first.edtf }
        let printed: Set<DayCandidate.Source> = [.text, .byline, .dateline]
        return SolvedDate(
            edtf: first.edtf, best: first.edtf.hasPrefix("[") ? nil : first.edtf, basis: printed.contains(first.source) ? .stated : .metadata,
            why: said.map { "\($0.source.rawValue): \($0.words)" })
    }
}
