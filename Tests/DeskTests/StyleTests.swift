import Foundation
import Testing

@testable import Desk

/// Contrast by WCAG 2.2 (1.4.3 text 4.5:1, 1.4.11 what is drawn 3:1), computed from the colours of the style sheet.
@Suite struct StyleTests {
    static let text = ["ink", "muted", "accent", "good"]
    static let grounds = ["paper", "raised"]
    static let marks = ["event", "quote", "name", "date"]
    static let drawn = ["edge", "rulings", "clemency", "custody", "proceedings", "power", "violence", "words", "other", "accent"]

    static func palettes() throws -> [String: [String: Double]] {
        let css = try String(contentsOf: Web.folder.appendingPathComponent("assets/style.css"), encoding: .utf8)
        let blocks = css.components(separatedBy: ":root {").dropFirst().map { String($0.prefix { $0 != "}" }) }
        let light = colours(blocks[0])
        return [
            "light": light, "dark": light.merging(colours(blocks[1])) { $1 }, "print": light.merging(colours(blocks[2])) { $1 },
        ]
    }

    /// Relative luminance by name.
    static func colours(_ block: String) -> [String: Double] {
        var found: [String: Double] = [:]
        for line in block.split(separator: ";") {
            let parts = line.split(separator: ":").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
            guard parts.count == 2, parts[0].hasPrefix("--"), parts[1].hasPrefix("#") else { continue }
            var digits = String(parts[1].dropFirst())
            if digits.count == 3 { digits = digits.map { "\($0)\($0)" }.joined() }
            let value = Int(digits, radix: 16)!
            let channels = [value >> 16 & 255, value >> 8 & 255, value & 255].map { channel -> Double in
                let share = Double(channel) / 255
                return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
            }
            found[String(parts[0].dropFirst(2))] = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        }
        return found
    }

    static func contrast(_ a: Double, _ b: Double) -> Double { (max(a, b) + 0.05) / (min(a, b) + 0.05) }

    @Test(arguments: ["light", "dark", "print"]) func contrastHolds(palette: String) throws {
        let colours = try #require(try Self.palettes()[palette])
        for ground in Self.grounds {
            for name in Self.text {
                let ratio = Self.contrast(try #require(colours[name]), try #require(colours[ground]))
                #expect(ratio >= 4.5, "\(palette): \(name) on \(ground) is \(ratio)")
            }
        }
        for mark in Self.marks {
            let ratio = Self.contrast(try #require(colours["ink"]), try #require(colours[mark]))
            #expect(ratio >= 4.5, "\(palette): ink on \(mark) is \(ratio)")
        }
        for name in Self.drawn {
            let ratio = Self.contrast(try #require(colours[name]), try #require(colours["paper"]))
            #expect(ratio >= 3, "\(palette): \(name) on paper is \(ratio)")
        }
    }

    @Test func scriptsAndStylesLoadNothingFromElsewhere() throws {
        let folder = Web.folder.appendingPathComponent("assets")
        for file in try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        where ["css", "js"].contains(file.pathExtension) {
            let text = try String(contentsOf: file, encoding: .utf8).replacingOccurrences(
                of: "http://www.w3.org/2000/svg", with: "")
            for word in [
                "http:", "https:", "url(", "@import", "eval(", "innerHTML", "outerHTML", "document.write", "insertAdjacentHTML",
            ] {
                #expect(!text.contains(word), "\(file.lastPathComponent) has \(word)")
            }
        }
    }
}
