import Yams

extension Profile {
    /// Reads one profile; the schema is `Docs/profiles.md`.
    ///
    /// - Throws: `LedgerMistakes` where the file is no mapping or has no order; other mistakes come back with their lines.
    public static func parse(_ text: String, id: String, file: String) throws -> (profile: Profile, mistakes: [LedgerMistake]) {
        let read = YAMLReader(text, file: file)
        let root = try read.root(text)
        let keys = [
            "order", "name", "kind", "names", "demonyms", "authorities", "defaults", "clemency", "reception", "readings",
        ]
        guard let map = read.mapping(root, "a profile", keys: keys) else { throw LedgerMistakes(read.mistakes) }
        let kind = read.oneOf(map["kind"], "kind", Profile.Kind.self) ?? .state
        var profile = Profile.bare
        profile.id = id
        profile.kind = kind
        if kind != .generic {
            guard let order = read.required(map, "order", in: root, "a profile"),
                let name = read.required(map, "name", in: root, "a profile")
            else { throw LedgerMistakes(read.mistakes) }
            profile.order = order
            profile.name = name
        }
        profile.names = read.strings(map["names"], "\"names\"").map(\.words)
        profile.demonyms = read.strings(map["demonyms"], "\"demonyms\"").map(\.words)
        profile.authorities = read.items(map["authorities"], "\"authorities\"").compactMap { authority($0, read) }
        for (key, node, value) in pairs(map["defaults"], "\"defaults\"", read) {
            guard let inner = read.mapping(value, "a default", keys: ["mode", "source"]) else { continue }
            let parts = key.split(separator: ".").map(String.init)
            if !Profile.kindsOfAct.contains(parts[0]) {
                read.complain(
                    node, "\"\(parts[0])\" is no kind of act: it is one of \(Profile.kindsOfAct.joined(separator: ", "))")
            }
            if parts.count == 2, parts[1] != "courts", AuthorityClass(rawValue: parts[1]) == nil {
                read.complain(node, "\"\(parts[1])\" is no class of authority")
            }
            let modes = read.strings(inner["mode"], "\"mode\"").flatMap { words, place -> [Mode] in
                if words == "disputed" { return [.exTunc, .exNunc] }
                return read.oneOf(place, "mode", Mode.self).map { [$0] } ?? []
            }
            if inner["mode"] == nil { read.complain(value, "a default needs \"mode\"") }
            profile.defaults[key] = Default(modes: modes, source: source(inner["source"], read))
        }
        for (key, node, value) in pairs(map["clemency"], "\"clemency\"", read) {
            if !["pardon", "commute", "amnesty"].contains(key) { read.complain(node, "clemency is pardon, commute or amnesty") }
            guard let inner = read.mapping(value, "clemency", keys: ["leaves_conviction", "source"]) else { continue }
            profile.clemency[key] = Clemency(
                leavesConviction: read.flag(inner["leaves_conviction"], "\"leaves_conviction\""),
                source: source(inner["source"], read))
        }
        for node in read.items(map["reception"], "\"reception\"") {
            guard let inner = read.mapping(node, "a reception", keys: ["of", "effect", "source"]),
                let of = read.required(inner, "of", in: node, "a reception"),
                let effect = read.oneOf(inner["effect"], "effect of a reception", Reception.Effect.self)
            else { continue }
            profile.reception.append(Reception(of: of, effect: effect, source: source(inner["source"], read)))
        }
        if let node = map["readings"] {
            let known = ["confirm", "presupposition", "takes_effect"]
            if let inner = read.mapping(node, "\"readings\"", keys: known) {
                if let words = read.string(inner["confirm"], "\"confirm\"") {
                    profile.readings.confirmReissues = words == "re-issues"
                }
                if let words = read.string(inner["presupposition"], "\"presupposition\"") {
                    profile.readings.fallsWithPresupposed = words == "falls"
                }
                if let takes = read.oneOf(inner["takes_effect"], "\"takes_effect\"", Readings.TakesEffect.self) {
                    profile.readings.takesEffect = takes
                }
            }
        }
        return (profile, read.mistakes)
    }

    /// Kinds of acts that a profile may give a default mode for.
    public static let kindsOfAct = [
        "annul", "annul-law", "revoke", "overrule", "suspend", "restore", "acquit", "dismiss", "pardon", "commute", "amnesty",
        "parole",
        "release",
    ]
    /// What an authority may strike.
    public static let strikables = ["judgment", "clemency", "release", "order", "law", "decision"]

    private static func pairs(_ node: Node?, _ what: String, _ read: YAMLReader) -> [(String, Node, Node)] {
        guard let node else { return [] }
        guard let mapping = node.mapping else {
            read.complain(node, "\(what) is written as \"key: value\" lines")
            return []
        }
        return mapping.compactMap { key, value in key.string.map { ($0, key, value) } }
    }

    private static func source(_ node: Node?, _ read: YAMLReader) -> String? { read.string(node, "\"source\"") }

    private static func authority(_ node: Node, _ read: YAMLReader) -> Authority? {
        guard let map = read.mapping(node, "an authority", keys: ["name", "class", "press", "may_strike", "source"]),
            let name = read.required(map, "name", in: node, "an authority")
        else { return nil }
        if map["class"] == nil { read.complain(node, "an authority needs \"class\"") }
        guard let kind = read.oneOf(map["class"], "class of authority", AuthorityClass.self) else { return nil }
        let strikes = read.strings(map["may_strike"], "\"may_strike\"")
        for (words, place) in strikes where !Profile.strikables.contains(words) {
            read.complain(place, "\"\(words)\" can not be struck: it is one of \(Profile.strikables.joined(separator: ", "))")
        }
        return Authority(
            name: name, kind: kind, press: read.strings(map["press"], "\"press\"").map(\.words), mayStrike: strikes.map(\.words),
            source: source(map["source"], read))
    }
}
