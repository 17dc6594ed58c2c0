import Foundation

/// The command tree as the argument parser describes itself (its ToolInfo, serialization version 0): what `manual` prints.
struct HelpTree: Decodable {
    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var shouldDisplay: Bool?
        var subcommands: [Command]?
        var arguments: [Argument]?
    }
    struct Argument: Decodable {
        struct Name: Decodable {
            var kind: String
            var name: String
        }
        var kind: String
        var shouldDisplay: Bool
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var defaultValue: String?
    }
    var command: Command

    static func current() throws -> HelpTree { try JSONDecoder().decode(HelpTree.self, from: Data(Legajo._dumpHelp().utf8)) }
}

extension HelpTree.Argument {
    /// `--case <file>`, `<folder>`.
    var synopsis: String {
        let value = valueName.map { "<\($0)>" } ?? ""
        switch kind {
        case "positional": return value
        default:
            let names = (self.names ?? []).map { ($0.kind == "long" ? "--" : "-") + $0.name }.joined(separator: ", ")
            return kind == "option" ? "\(names) \(value)" : names
        }
    }
}
