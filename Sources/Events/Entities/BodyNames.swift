import Language

/// Names of bodies, found by their head words.
extension Scene {
    static let linking: Set<String> = ["of", "for", "on", "and", "the", "de", "del", "la", "y", "against", "in"]

    /// Bodies by their head word: "Inter-American Court of Human Rights", "constitutional court", "court of cassation".
    func bodies(of clauses: Clauses) -> [NameForm] {
        var found: [NameForm] = []
        let tokens = clauses.tokens
        var next = 0
        while next < tokens.count {
            defer { next += 1 }
            let isCourt = clauses.forms[next] == "court" || clauses.forms[next] == "tribunal" || clauses.forms[next] == "circuit"
            guard isCourt || clauses.isClass(next, .body) || clauses.isClass(next, .court), !clauses.quoted[next] else {
                continue
            }
            // "District Judge Ines Vale", "State Secretary Pavel Orn": part of a title, no body.
            if !isCourt, next + 1 < tokens.count, isCapital(clauses, next + 1),
                clauses.isClass(next + 1, .title) || clauses.isClass(next + 1, .judge) || clauses.isClass(next + 1, .official)
            {
                continue
            }
            if isCapital(clauses, next), tokens[next].upos == .propn || tokens[next].upos == .noun || tokens[next].upos == .adj {
                var low = next
                while low > 0,
                    isCapital(clauses, low - 1) || isPluralOwner(clauses, low - 1) || (tokens[low - 1].form == "-" && low > 1),
                    tokens[low - 1].upos != .punct || tokens[low - 1].form == "-",
                    !clauses.isClass(low - 1, .title) || clauses.forms[low - 1] == "general", tokens[low - 1].upos != .pron,
                    tokens[low - 1].upos != .adp,
                    tokens[low - 1].upos != .verb || low > 1
                {
                    // "People's Justice Party", "Workers' Union".
                    if low > 1, isPluralOwner(clauses, low - 1) { low -= 2; continue }
                    if tokens[low - 1].upos == .det || tokens[low - 1].xpos == "POS" || tokens[low - 1].upos == .adv
                        || tokens[low - 1].upos == .sconj
                    {
                        break
                    }
                    low -= 1
                }
                var high = next
                var look = next + 1
                while look < tokens.count {
                    if isOwnedInside(clauses, look, head: next) { look += 1; continue }
                    if isCapital(clauses, look), tokens[look].upos != .punct, tokens[look].upos != .pron,
                        tokens[look].upos != .det,
                        !(clauses.isClass(look, .title) && look + 1 < tokens.count && isCapital(clauses, look + 1))
                    {
                        high = look; look += 1; continue
                    }
                    guard Scene.linking.contains(clauses.forms[look]), clauses.forms[look] != "in", look + 1 < tokens.count else {
                        break
                    }
                    if clauses.forms[look] == "and", high == next { break }
                    var after = look + 1
                    if clauses.forms[after] == "the", after + 1 < tokens.count { after += 1 }
                    guard isCapital(clauses, after), tokens[after].upos != .punct, clauses.forms[look] != "the" else { break }
                    if clauses.forms[look] == "and", !clauses.isClass(after, .body) == false { break }
                    if clauses.forms[look] == "on" || clauses.forms[look] == "for", Scene.isDayWord(clauses.forms[after]) {
                        break
                    }
                    high = after
                    look = after + 1
                }
                while low < next, Scene.isDayWord(clauses.forms[low]) || clauses.forms[low] == "the" { low += 1 }
                let single = low == high
                if single, !isCourt || next == 0 { continue }
                if single, isCourt { continue }
                found.append(
                    form(
                        clauses, low..<(high + 1),
                        type: isCourt || clauses.isClass(next, .court) || ["court", "tribunal"].contains(clauses.forms[high])
                            ? .court : type(of: clauses, next), titles: []))
                next = max(next, high)
            } else if isCourt {
                var low = next
                while low > 0,
                    clauses.isWritten(low - 1, .courtkind)
                        || (low < next && isCapital(clauses, low - 1) && tokens[low - 1].upos == .propn)
                {
                    low -= 1
                }
                var high = next
                if next + 2 < tokens.count, clauses.forms[next + 1] == "of", clauses.isWritten(next + 2, .courtmatter) {
                    high = next + 2
                }
                guard low < next || high > next else { continue }
                // "The regional court" is the one whose name the paper gives.
                if high == next, low == next - 1, clauses.forms[low] == "regional" { continue }
                // "a trial court", "lower courts" describe; "the constitutional court" names.
                if high == next, clauses.isWritten(low, .commoncourt), low > 0,
                    clauses.forms[low - 1] == "a" || clauses.forms[low - 1] == "an"
                {
                    continue
                }
                found.append(form(clauses, low..<(high + 1), type: .court, titles: []))
                next = high
            }
        }
        return found
    }

    private func type(of clauses: Clauses, _ head: Int) -> NameType {
        clauses.isWritten(head, .partyhead)
            ? .party : .organisation
    }
}
