import Yams

extension LedgerFile {
    /// Reads a ledger of `contract/ledger-file.md`, YAML or JSON.
    ///
    /// - Parameters:
    ///   - text: the file's words.
    ///   - file: its name, for messages.
    /// - Returns: the ledger, as far as it can be read, and everything that is wrong with it, by line. A ledger with mistakes can
    ///   still be asked: what is mistaken has no effect.
    /// - Throws: `LedgerMistakes` where nothing can be read at all: no YAML, no mapping.
    public static func parse(_ text: String, file: String) throws -> (ledger: LedgerFile, mistakes: [LedgerMistake]) {
        let reader = YAMLReader(text, file: file)
        let root = try reader.root(text)
        let parser = LedgerFileParser(reader)
        guard let ledger = parser.ledger(root) else { throw LedgerMistakes(reader.mistakes) }
        return (ledger, reader.mistakes.sorted { ($0.line, $0.column, $0.message) < ($1.line, $1.column, $1.message) })
    }

    /// Reads a ledger and throws every mistake in it together; warnings pass.
    public init(parsing text: String, file: String) throws {
        let (ledger, mistakes) = try LedgerFile.parse(text, file: file)
        let wrong = mistakes.filter { $0.weight == .mistake }
        guard wrong.isEmpty else { throw LedgerMistakes(wrong) }
        self = ledger
    }
}

private final class LedgerFileParser {
    let read: YAMLReader
    private var zone: Int?
    private var actNodes: [Node] = []
    private var effectNodes: [[Node]] = []
    private var dependsNodes: [[Node]] = []
    init(_ reader: YAMLReader) { read = reader }

    func ledger(_ root: Node) -> LedgerFile? {
        let keys = ["case", "subject", "takes_notice", "profiles", "zone", "readings", "order_names", "acts", "facts", "expect"]
        guard let map = read.mapping(root, "a ledger", keys: keys) else { return nil }
        var ledger = LedgerFile(
            name: read.required(map, "case", in: root, "a ledger") ?? "",
            subject: read.string(map["subject"], "\"subject\"") ?? "")
        if let words = read.string(map["zone"], "\"zone\"") {
            zone = WhenReader.zone(words)
            if zone == nil { read.complain(map["zone"], "\"\(words)\" is no zone: write it as -03:00 or Z") }
        }
        ledger.profiles = read.strings(map["profiles"], "\"profiles\"").map(\.words)
        if let notice = map["takes_notice"]?.mapping {
            for (key, value) in notice {
                ledger.takesNotice[key.string ?? ""] = read.strings(value, "\"takes_notice\"").map(\.words)
            }
        } else if let node = map["takes_notice"] {
            read.complain(node, "\"takes_notice\" is written as {ORDER: [orders whose acts it counts]}")
        }
        if let names = map["order_names"]?.mapping {
            for (key, value) in names { ledger.orderNames[key.string ?? ""] = read.string(value, "an order's name") }
        }
        if let node = map["readings"] { ledger.readings = readings(node) }
        for node in read.items(map["acts"], "\"acts\"") {
            if let act = act(node) { ledger.acts.append(act) }
        }
        for node in read.items(map["facts"], "\"facts\"") {
            if let fact = fact(node) { ledger.facts.append(fact) }
        }
        for node in read.items(map["expect"], "\"expect\"") {
            if let one = expectation(node) { ledger.expect.append(one) }
        }
        if map["acts"] == nil { read.complain(root, "a ledger needs \"acts\"") }
        ledger.zone = zone
        check(ledger, map)
        return ledger
    }

    private func readings(_ node: Node) -> Readings {
        var out = Readings()
        let keys = ["default_mode", "confirm", "presupposition", "supervision", "takes_effect"]
        guard let map = read.mapping(node, "\"readings\"", keys: keys) else { return out }
        if let modes = modes(map["default_mode"]), !modes.isEmpty { out.defaultMode = modes }
        out.confirmReissues = choice(map["confirm"], "re-issues", "stands-alone") ?? out.confirmReissues
        out.fallsWithPresupposed = choice(map["presupposition"], "falls", "stands") ?? out.fallsWithPresupposed
        out.supervisionReachesBack = choice(map["supervision"], "back", "ahead") ?? out.supervisionReachesBack
        out.takesEffect = read.oneOf(map["takes_effect"], "\"takes_effect\"", Readings.TakesEffect.self) ?? out.takesEffect
        return out
    }
    private func choice(_ node: Node?, _ yes: String, _ no: String) -> Bool? {
        guard let node, let words = read.string(node, "a reading") else { return nil }
        if words == yes { return true }
        if words == no { return false }
        read.complain(node, "\"\(words)\" is neither \(yes) nor \(no)")
        return nil
    }

    private func modes(_ node: Node?) -> [Mode]? {
        guard let node else { return nil }
        return read.strings(node, "\"mode\"").flatMap { words, place -> [Mode] in
            if words == "disputed" { return [.exTunc, .exNunc] }
            return read.oneOf(place, "mode", Mode.self).map { [$0] } ?? []
        }
    }

    private func act(_ node: Node) -> Act? {
        let keys = [
            "id", "order", "authority", "what", "adopted", "known", "effective", "until", "sequence", "components", "depends_on",
            "effects", "duty", "sources", "notes",
        ]
        guard let map = read.mapping(node, "an act", keys: keys) else { return nil }
        let id = read.required(map, "id", in: node, "an act")
        let order = read.required(map, "order", in: node, "an act")
        let authority = read.required(map, "authority", in: node, "an act")
        let what = read.required(map, "what", in: node, "an act")
        if map["adopted"] == nil { read.complain(node, "an act needs \"adopted\"") }
        guard let id, let order, let adopted = read.when(map["adopted"], "\"adopted\"", zone: zone) else { return nil }
        if id.contains("#") { read.complain(map["id"], "an act's id has no \"#\": that parts act and component") }
        var act = Act(id: id, order: order, authority: authority ?? "", what: what ?? "", adopted: adopted)
        act.known = read.when(map["known"], "\"known\"", zone: zone)
        act.effective = read.when(map["effective"], "\"effective\"", zone: zone)
        act.until = read.when(map["until"], "\"until\"", zone: zone)
        if let n = map["sequence"] {
            act.sequence = n.int
            if act.sequence == nil { read.complain(n, "\"sequence\" is a whole number") }
        }
        act.components = read.strings(map["components"], "\"components\"").map(\.words)
        let depends = read.strings(map["depends_on"], "\"depends_on\"")
        act.dependsOn = depends.map { Target($0.words) }
        act.sources = read.strings(map["sources"], "\"sources\"").map(\.words)
        act.notes = read.strings(map["notes"], "\"notes\"").map(\.words)
        if let n = map["duty"] { act.duty = duty(n) }
        var nodes: [Node] = []
        for n in read.items(map["effects"], "\"effects\"") {
            if let effect = effect(n) {
                act.effects.append(effect)
                nodes.append(n)
            }
        }
        let start = act.effective ?? act.adopted
        if let until = act.until, until.latest <= start.earliest {
            read.complain(map["until"], "\(id) ends (\(until.text)) before it takes effect (\(start.text))")
        }
        actNodes.append(node)
        effectNodes.append(nodes)
        dependsNodes.append(depends.map(\.node))
        return act
    }

    private func duty(_ node: Node) -> Duty? {
        guard let map = read.mapping(node, "a duty", keys: ["on", "to", "forbids", "binding", "due"]),
            let to = read.required(map, "to", in: node, "a duty")
        else { return nil }
        return Duty(
            on: read.string(map["on"], "\"on\""), to: to, forbids: read.flag(map["forbids"], "\"forbids\"") ?? false,
            binding: read.flag(map["binding"], "\"binding\"") ?? true, due: read.when(map["due"], "\"due\"", zone: zone))
    }

    private func effect(_ node: Node) -> Effect? {
        let keys = ["effect", "target", "mode", "from", "until", "recognised_in", "disputed_in", "notes"]
        guard let map = read.mapping(node, "an effect", keys: keys) else { return nil }
        if map["effect"] == nil { read.complain(node, "an effect needs \"effect\"") }
        guard let target = read.required(map, "target", in: node, "an effect"),
            let kind = read.oneOf(map["effect"], "effect", Effect.Kind.self)
        else { return nil }
        var effect = Effect(kind: kind, target: Target(target))
        effect.modes = modes(map["mode"]) ?? []
        if kind != .strike, let mode = map["mode"] { read.complain(mode, "only a strike has a mode", .warning) }
        effect.from = read.when(map["from"], "\"from\"", zone: zone)
        effect.until = read.when(map["until"], "\"until\"", zone: zone)
        if let node = map["recognised_in"] { effect.recognisedIn = read.strings(node, "\"recognised_in\"").map(\.words) }
        effect.disputedIn = read.strings(map["disputed_in"], "\"disputed_in\"").map(\.words)
        effect.notes = read.strings(map["notes"], "\"notes\"").map(\.words)
        return effect
    }

    private func fact(_ node: Node) -> Fact? {
        let keys = ["id", "date", "custody", "known", "what", "complies", "breaches", "sources"]
        guard let map = read.mapping(node, "a fact", keys: keys) else { return nil }
        if map["date"] == nil { read.complain(node, "a fact needs \"date\"") }
        guard let date = read.when(map["date"], "\"date\"", zone: zone) else { return nil }
        var fact = Fact(date: date, custody: read.string(map["custody"], "\"custody\""))
        fact.id = read.string(map["id"], "\"id\"")
        fact.known = read.when(map["known"], "\"known\"", zone: zone)
        fact.what = read.string(map["what"], "\"what\"")
        fact.complies = read.strings(map["complies"], "\"complies\"").map { Target($0.words) }
        fact.breaches = read.strings(map["breaches"], "\"breaches\"").map { Target($0.words) }
        fact.sources = read.strings(map["sources"], "\"sources\"").map(\.words)
        if fact.custody == nil, fact.complies.isEmpty, fact.breaches.isEmpty {
            read.complain(node, "a fact says something of custody, or of what is complied with or breached")
        }
        return fact
    }

    private var expected: [(words: String, node: Node)] = []

    private func expectation(_ node: Node) -> Expectation? {
        let keys = ["order", "on", "as_of", "in_force", "not_in_force", "custody"]
        guard let map = read.mapping(node, "an expectation", keys: keys) else { return nil }
        if map["on"] == nil { read.complain(node, "an expectation needs \"on\"") }
        guard let order = read.required(map, "order", in: node, "an expectation"),
            let on = read.when(map["on"], "\"on\"", zone: zone)
        else { return nil }
        let yes = read.strings(map["in_force"], "\"in_force\"")
        let no = read.strings(map["not_in_force"], "\"not_in_force\"")
        expected += yes + no
        return Expectation(
            order: order, on: on, asOf: read.when(map["as_of"], "\"as_of\"", zone: zone) ?? When(Moment.distantFuture),
            inForce: yes.map { Target($0.words) }, notInForce: no.map { Target($0.words) },
            custody: read.string(map["custody"], "\"custody\""), line: node.mark?.line ?? 0)
    }

    /// What can only be seen with all acts read: targets, order in time, circles.
    private func check(_ ledger: LedgerFile, _ map: [String: Node]) {
        var index: [String: Int] = [:]
        for (i, act) in ledger.acts.enumerated() {
            if index[act.id] != nil {
                read.complain(actNodes[i], "the id \(act.id) is used twice")
            } else {
                index[act.id] = i
            }
        }
        func known(_ target: Target, _ node: Node, _ what: String) -> Act? {
            guard let i = index[target.act] else {
                let near = index.keys.sorted().min { distance($0, target.act) < distance($1, target.act) }
                let hint = near.flatMap { distance($0, target.act) <= 2 ? "; did you mean \($0)?" : nil } ?? ""
                read.complain(node, "\(what) \(target.act), which does not exist\(hint)")
                return nil
            }
            let act = ledger.acts[i]
            if let c = target.component, !act.components.contains(c) {
                read.complain(
                    node,
                    "\(target.act) creates no \"\(c)\" (it creates \(act.components.isEmpty ? "nothing" : act.components.joined(separator: ", ")))",
                    .warning)
            }
            return act
        }
        for (i, act) in ledger.acts.enumerated() {
            for (effect, node) in zip(act.effects, effectNodes[i]) {
                let verb = effect.kind == .strike ? "strikes" : effect.kind == .confirm ? "confirms" : "speaks of"
                if effect.target.act == act.id {
                    read.complain(node["target"] ?? node, "\(act.id) \(verb) itself")
                } else if let target = known(effect.target, node["target"] ?? node, "\(act.id) \(verb)"), later(target, than: act)
                {
                    read.complain(
                        node["target"] ?? node,
                        "\(act.id) (\(act.adopted.text)) \(verb) \(target.id), which is later (\(target.adopted.text))")
                }
            }
            for (target, node) in zip(act.dependsOn, dependsNodes[i]) {
                if target.act == act.id {
                    read.complain(node, "\(act.id) presupposes itself: a circle")
                } else {
                    _ = known(target, node, "\(act.id) presupposes")
                }
            }
        }
        for (words, place) in expected { _ = known(Target(words), place, "expected is") }
        for (fact, node) in zip(ledger.facts, read.items(map["facts"], "\"facts\"")) {
            for target in fact.complies + fact.breaches { _ = known(target, node, "the fact speaks of") }
        }
        let wellFormed = !read.mistakes.contains { $0.weight == .mistake }
        guard wellFormed else { return }
        for circle in LedgerEvaluator(ledger).circles() {
            let names = circle.map { ledger.acts[$0].id }.joined(separator: ", ")
            read.complain(
                actNodes[circle.last { !ledger.acts[$0].dependsOn.isEmpty } ?? circle[0]],
                "a circle: whether \(names) is in force depends on itself, by what it presupposes and what strikes that")
        }
    }

    /// Surely later, or in the same moment with a higher sequence number.
    private func later(_ target: Act, than act: Act) -> Bool {
        if target.adopted.earliest > act.adopted.latest { return true }
        guard target.adopted == act.adopted, target.adopted.isCertain, let a = target.sequence, let b = act.sequence else {
            return false
        }
        return a > b
    }
}
