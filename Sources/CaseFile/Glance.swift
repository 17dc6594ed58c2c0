extension CaseFile {
    /// Differs whenever something that can be seen has changed; cheap enough to be asked before every page.
    public func stamp() throws -> CaseStamp {
        try read { db in
            CaseStamp(
                papers: try Fact.generation.get(db) ?? "0", chronology: try Fact.edition.get(db) ?? "0", log: try Log.head(db),
                isSettled: try Fact.stale.get(db) != "yes")
        }
    }

    /// The folder that was read last, absolute; nil before the first build.
    public func folder() throws -> String? { try read { try Fact.folder.get($0) } }
}

/// The state of a case file: equal stamps, equal content.
public struct CaseStamp: Hashable, Sendable {
    /// Changes with papers and annotations.
    public var papers: String
    /// Changes with the chronology.
    public var chronology: String
    /// The last decision's hash.
    public var log: String
    /// False while papers were read that the chronology does not hold yet: a build is under way, or was stopped.
    public var isSettled: Bool
}
