/// Pieces of SVG that every picture of the program needs: escaped text, short numbers, elements. Same input, same bytes.
public enum SVG {
    /// Text for element content and attribute values.
    public static func escape(_ text: String) -> String {
        var out = ""
        for u in text.unicodeScalars {
            switch u {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "\n", "\t", "\r": out += " "
            case _ where u.value < 32 || u.value == 0xFFFE || u.value == 0xFFFF: continue
            default: out.unicodeScalars.append(u)
            }
        }
        return out
    }

    /// At most one decimal, no trailing zero, no locale.
    public static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let whole = abs(tenths) / 10, rest = abs(tenths) % 10
        let sign = tenths < 0 ? "-" : ""
        return rest == 0 ? "\(sign)\(whole)" : "\(sign)\(whole).\(rest)"
    }

    /// One element; attributes in the order given, values escaped, those without a value left out.
    public static func element(_ name: String, _ attributes: KeyValuePairs<String, String>, _ content: String? = nil) -> String {
        let list = attributes.filter { !$0.value.isEmpty }.map { " \($0.key)=\"\(escape($0.value))\"" }.joined()
        guard let content else { return "<\(name)\(list)/>" }
        return "<\(name)\(list)>\(content)</\(name)>"
    }

    /// A line of text at a point; `content` is escaped.
    public static func text(_ x: Double, _ y: Double, _ content: String, _ attributes: KeyValuePairs<String, String> = [:])
        -> String
    {
        let list = attributes.filter { !$0.value.isEmpty }.map { " \($0.key)=\"\(escape($0.value))\"" }.joined()
        return "<text x=\"\(number(x))\" y=\"\(number(y))\"\(list)>\(escape(content))</text>"
    }

    /// About how wide a line of text in a sans-serif face is, in the units of its size.
    public static func width(of text: String, size: Double) -> Double {
        var units = 0.0
        for u in text.unicodeScalars {
            switch u {
            case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", "(", ")", "[", "]", "f", "t", "r", " ", "-": units += 0.38
            case "m", "w", "M", "W", "—": units += 0.95
            case "A"..."Z": units += 0.7
            case "0"..."9": units += 0.64
            default: units += u.value > 0x2E80 ? 1 : 0.62
            }
        }
        return units * size
    }

    /// The text cut to a width, with an ellipsis where something is left out.
    public static func fit(_ text: String, width limit: Double, size: Double) -> String {
        guard width(of: text, size: size) > limit else { return text }
        var kept = ""
        for c in text {
            if width(of: kept + String(c) + "…", size: size) > limit { break }
            kept.append(c)
        }
        while kept.last == " " { kept.removeLast() }
        return kept + "…"
    }

    /// The text in at most `lines` lines of a width, broken at spaces; the last is cut where more is left.
    public static func wrap(_ text: String, width limit: Double, size: Double, lines: Int) -> [String] {
        var out: [String] = []
        var line = ""
        var words = text.split(separator: " ").map(String.init)[...]
        while let word = words.first {
            let longer = line.isEmpty ? word : line + " " + word
            if width(of: longer, size: size) <= limit || line.isEmpty {
                line = longer
                words = words.dropFirst()
                continue
            }
            if out.count == lines - 1 { break }
            out.append(line)
            line = ""
        }
        if !line.isEmpty || !words.isEmpty {
            out.append(fit(([line] + words).filter { !$0.isEmpty }.joined(separator: " "), width: limit, size: size))
        }
        return out
    }
}
