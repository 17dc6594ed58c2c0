import Foundation
import Testing

/// The map of targets in Docs/overview.md against Package.swift.
@Suite struct HouseTests {
    @Test func theMapNamesEveryFloorAndWhatItImports() throws {
        let package = try String(contentsOf: Program.root.appendingPathComponent("Package.swift"), encoding: .utf8)
        let map = try String(contentsOf: Program.root.appendingPathComponent("Docs/overview.md"), encoding: .utf8)
        let rows = map.split(separator: "\n").filter { $0.hasPrefix("| `") }.map {
            $0.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        }
        let mapped = Dictionary(
            uniqueKeysWithValues: rows.map {
                (
                    $0[0].trimmingCharacters(in: ["`"]),
                    Set($0[1].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }.filter { $0 != "—" })
                )
            })
        var order: [String] = []
        for piece in package.components(separatedBy: "Floor(").dropFirst() {
            guard let name = quoted(after: "name:", in: piece) else { continue }
            order.append(name)
            let list = piece.range(of: "floors:").map { piece[$0.upperBound...].prefix { $0 != "]" } } ?? ""
            let imports = Set(list.split(separator: "\"").enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) })
            #expect(mapped[name] == imports, "Docs/overview.md on \(name)")
            #expect(imports.isSubset(of: order), "\(name) imports a floor above it")
        }
        #expect(order.count > 10)
        #expect(Set(order) == Set(mapped.keys))
    }

    private func quoted(after key: String, in text: String) -> String? {
        guard let start = text.range(of: key)?.upperBound else { return nil }
        let parts = text[start...].split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count > 1 ? String(parts[1]) : nil
    }
}
