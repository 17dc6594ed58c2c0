import Foundation

extension LedgerFile {
    /// Reads a ledger file with its profiles: those that ship by name (`pe`), others by a path from the ledger's folder.
    ///
    /// - Throws: `LedgerMistakes` where the file cannot be read at all.
    public static func read(path: String, profiles shipped: Profiles = .all) throws -> (
        ledger: LedgerFile, mistakes: [LedgerMistake]
    ) {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw LedgerMistakes([
                LedgerMistake(file: path, line: 0, column: 0, message: "there is no such file, or it cannot be read", text: "")
            ])
        }
        guard let text = String(bytes: data, encoding: .utf8) else {
            throw LedgerMistakes([LedgerMistake(file: path, line: 0, column: 0, message: "not UTF-8 text", text: "")])
        }
        var (ledger, mistakes) = try parse(text, file: path)
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        var used: [Profile] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for name in ledger.profiles {
            if let profile = name == "generic" ? shipped.generic : shipped.list.first(where: { $0.id == name }) {
                used.append(profile)
                continue
            }
            let line = lines.firstIndex { $0.contains(name) }.map { $0 + 1 } ?? 0
            func complain(_ message: String) {
                let words = line > 0 ? String(lines[line - 1]) : ""
                let column =
                    words.range(of: name).map { words.unicodeScalars.distance(from: words.startIndex, to: $0.lowerBound) + 1 }
                    ?? 1
                mistakes.append(LedgerMistake(file: path, line: line, column: column, message: message, text: words))
            }
            guard let other = try? String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8) else {
                complain(
                    "there is no profile \"\(name)\": it is one of \(shipped.list.map(\.id).joined(separator: ", ")), or a path")
                continue
            }
            do {
                let (profile, wrong) = try Profile.parse(other, id: name, file: name)
                used.append(profile)
                mistakes += wrong
            } catch let error as LedgerMistakes {
                mistakes += error.mistakes
            }
        }
        return (ledger.applying(used), mistakes)
    }

    /// The ledger with what profiles say where it is silent: modes of strikes, names of orders, what a regional court takes notice of.
    /// Each choice is noted on the effect.
    public func applying(_ profiles: [Profile]) -> LedgerFile {
        var out = self
        for profile in profiles where profile.kind != .generic {
            if out.orderNames[profile.order] == nil { out.orderNames[profile.order] = profile.name }
            if profile.kind != .state, out.takesNotice[profile.order] == nil {
                let states = profiles.filter { $0.kind == .state }.map(\.order)
                if !states.isEmpty { out.takesNotice[profile.order] = states }
            }
            for r in profile.reception where r.effect == .direct || r.effect == .notice {
                if !(out.takesNotice[profile.order] ?? []).contains(r.of) {
                    out.takesNotice[profile.order, default: []].append(r.of)
                }
            }
        }
        if readings == Readings(), let home = profiles.first(where: { $0.kind == .state }) { out.readings = home.readings }
        for a in out.acts.indices {
            let act = out.acts[a]
            guard let profile = profiles.first(where: { $0.order == act.order }) ?? profiles.first(where: { $0.kind == .generic })
            else { continue }
            let kind = profile.authority(named: act.authority)?.kind
            for e in act.effects.indices where act.effects[e].kind == .strike && act.effects[e].modes.isEmpty {
                let did = act.components.first { ["pardon", "commutation", "amnesty", "parole"].contains($0) }
                let word = ["commutation": "commute"][did ?? ""] ?? did ?? "annul"
                guard let rule = profile.mode(word, by: kind), !rule.modes.isEmpty else { continue }
                out.acts[a].effects[e].modes = rule.modes
                out.acts[a].effects[e].notes.append(
                    "\(rule.modes.map(\.words).joined(separator: " or ")): the ledger does not say; by the profile \(profile.id)"
                        + (rule.source.map { " (\($0))" } ?? ""))
            }
        }
        return out
    }
}

extension LedgerCheck {
    /// What `legajo ledger check FILE…` prints, and whether all holds.
    public static func report(paths: [String]) -> (text: String, holds: Bool) {
        var text = ""
        var passed = 0, failed = 0, broken = 0
        for path in paths {
            do {
                let (ledger, mistakes) = try LedgerFile.read(path: path)
                for m in mistakes { text += "\(m)\n" }
                broken += mistakes.filter { $0.weight == .mistake }.count
                let check = LedgerCheck(ledger)
                for f in check.failures {
                    text += "\(path):\(f.line): failed: \(f.message)\n"
                    text += (f.proof?.lines() ?? []).map { "  \($0)\n" }.joined()
                }
                text += "\(path): \(check.summary)\n"
                passed += check.passed
                failed += check.failed
            } catch {
                text += "\(error)\n"
                broken += 1
            }
        }
        if paths.count > 1 { text += "\(passed) passed, \(failed) failed\n" }
        if broken > 0 { text += "\(broken) \(broken == 1 ? "mistake" : "mistakes")\n" }
        return (text, failed == 0 && broken == 0)
    }
}
