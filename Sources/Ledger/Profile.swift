import Foundation

/// One legal order as data: what its authorities may do, and how far their acts reach (`Docs/profiles.md`).
public struct Profile: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable { case state, regional, international, generic }
    /// What an authority is, across orders.
    public enum AuthorityClass: String, Sendable, CaseIterable {
        case constitutionalCourt = "constitutional-court"
        case supremeCourt = "supreme-court"
        case appealCourt = "appeal-court"
        case court
        case headOfState = "head-of-state"
        case executive
        case legislature
        case prisonService = "prison-service"
        case prosecutor
        case regionalCourt = "regional-court"
        case body

        /// Courts of any rank.
        public var isCourt: Bool {
            switch self {
            case .constitutionalCourt, .supremeCourt, .appealCourt, .court, .regionalCourt: true
            default: false
            }
        }
    }
    public struct Authority: Hashable, Sendable {
        public var name: String
        public var kind: AuthorityClass
        /// As the press writes it; matched without regard to case, longest first.
        public var press: [String]
        /// Kinds of acts that it may take effect from: judgment, clemency, release, order, law, decision.
        public var mayStrike: [String]
        public var source: String?
    }
    /// What a kind of act does where the papers are silent.
    public struct Default: Hashable, Sendable {
        public var modes: [Mode]
        public var source: String?
    }
    /// Whether clemency leaves the conviction.
    public struct Clemency: Hashable, Sendable {
        public var leavesConviction: Bool?
        public var source: String?
    }
    /// How far the order counts another's acts.
    public struct Reception: Hashable, Sendable {
        public enum Effect: String, Sendable, CaseIterable { case none, obligation, direct, notice }
        public var of: String
        public var effect: Effect
        public var source: String?
    }
    /// The file's name without ending: `pe`.
    public var id: String
    public var order: String
    public var name: String
    public var kind: Kind
    public var names: [String]
    public var demonyms: [String]
    public var authorities: [Authority]
    /// By kind of act (`annul`, `revoke`, `restore`, `acquit`, `overrule` …), perhaps with the class: `annul.executive`.
    public var defaults: [String: Default]
    public var clemency: [String: Clemency]
    public var reception: [Reception]
    public var readings: Readings

    /// The default of a kind of act done by a class of authority, the narrower entry first; nil where the profile is silent.
    public func mode(_ kind: String, by authority: AuthorityClass?) -> Default? {
        if let authority {
            if let exact = defaults["\(kind).\(authority.rawValue)"] { return exact }
            if authority.isCourt, let courts = defaults["\(kind).courts"] { return courts }
        }
        return defaults[kind]
    }

    /// The authority that a name in the papers means: the longest of its press names that stands in the name as whole words.
    public func authority(named words: String) -> Authority? {
        let folded = fold(words)
        var best: (length: Int, authority: Authority)?
        for authority in authorities {
            for name in authority.press + [authority.name] {
                let n = fold(name)
                guard n.utf8.count > best?.length ?? 0, stands(n, in: folded) else { continue }
                best = (n.utf8.count, authority)
            }
        }
        return best?.authority
    }
}

/// All profiles, looked up by order, country name, demonym or authority.
public struct Profiles: Sendable {
    public let list: [Profile]
    /// Applies to every country that has no profile of its own.
    public let generic: Profile
    /// What was wrong with the files; shipped profiles have none.
    public let mistakes: [LedgerMistake]

    /// The profiles that ship.
    public static let all = Profiles(folder: Bundle.module.resourceURL!.appendingPathComponent("Profiles"))

    /// Profiles of a folder of `*.yaml`, sorted by file name; `generic.yaml` is the one for all others.
    public init(folder: URL) {
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter { $0.hasSuffix(".yaml") }
            .sorted()
        var texts: [(id: String, file: String, text: String)] = []
        for name in names where name != "cues.yaml" {
            let path = folder.appendingPathComponent(name)
            guard let data = try? Data(contentsOf: path) else { continue }
            texts.append((String(name.dropLast(5)), name, String(decoding: data, as: UTF8.self)))
        }
        self.init(texts: texts)
    }

    init(texts: [(id: String, file: String, text: String)]) {
        var list: [Profile] = []
        var mistakes: [LedgerMistake] = []
        for (id, file, text) in texts {
            do {
                let (profile, wrong) = try Profile.parse(text, id: id, file: file)
                list.append(profile)
                mistakes += wrong
            } catch let error as LedgerMistakes {
                mistakes += error.mistakes
            } catch {
                mistakes.append(LedgerMistake(file: file, line: 0, column: 0, message: "\(error)", text: ""))
            }
        }
        generic = list.first { $0.kind == .generic } ?? Profile.bare
        self.list = list.filter { $0.kind != .generic }
        self.mistakes = mistakes
    }

    public func profile(order: String) -> Profile? { list.first { $0.order == order || $0.id == order } }

    /// The profile of a country or system as the papers name it.
    public func profile(named words: String) -> Profile? {
        let folded = fold(words)
        return list.first { p in ([p.name, p.order] + p.names + p.demonyms).contains { fold($0) == folded } }
    }

    /// The regional or international system one of whose bodies has this name.
    public func system(ofAuthority words: String) -> (profile: Profile, authority: Profile.Authority)? {
        for p in list where p.kind != .state {
            if let a = p.authority(named: words) { return (p, a) }
        }
        return nil
    }
}

extension Profile {
    /// With no file at all: nothing is known of any authority.
    static let bare = Profile(
        id: "generic", order: "", name: "", kind: .generic, names: [], demonyms: [], authorities: [], defaults: [:],
        clemency: [:],
        reception: [], readings: Readings())
}

/// Lower case, letters and digits only, single spaces: how names are compared. Accents of Latin letters fall away.
func fold(_ words: String) -> String {
    if words.utf8.allSatisfy({ $0 < 0x80 }) { return foldASCII(words.utf8) }
    var out = ""
    var gap = false
    for u in words.decomposedStringWithCanonicalMapping.unicodeScalars {
        if u.properties.isAlphabetic || u.properties.numericType != nil {
            if gap, !out.isEmpty { out.unicodeScalars.append(" ") }
            gap = false
            out += u.properties.lowercaseMapping
        } else if u.properties.generalCategory != .nonspacingMark, u != "'", u != "’", u != "." {
            gap = true
        }
    }
    return out
}

/// The same of plain ASCII, which nearly all names are: thousands are folded for every question of whose court one is.
private func foldASCII(_ words: String.UTF8View) -> String {
    var out: [UInt8] = []
    out.reserveCapacity(words.count)
    var gap = false
    for byte in words {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            if gap, !out.isEmpty { out.append(UInt8(ascii: " ")) }
            gap = false
            out.append(byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte)
        case UInt8(ascii: "'"), UInt8(ascii: "."): continue
        default: gap = true
        }
    }
    return String(decoding: out, as: UTF8.self)
}

/// Whether folded words stand in folded words, whole.
private func stands(_ needle: String, in words: String) -> Bool {
    let n = Array(needle.utf8)
    let w = Array(words.utf8)
    guard !n.isEmpty, n.count <= w.count else { return false }
    for start in 0...(w.count - n.count) where w[start] == n[0] && (start == 0 || w[start - 1] == UInt8(ascii: " ")) {
        let end = start + n.count
        if w[start..<end].elementsEqual(n) && (end == w.count || w[end] == UInt8(ascii: " ")) { return true }
    }
    return false
}
