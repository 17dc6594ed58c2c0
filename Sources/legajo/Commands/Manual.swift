import ArgumentParser
import Foundation

struct ManualCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: "The manual page, made from the same declarations as --help.",
        discussion: """
              legajo manual | man -l -
              legajo manual > ~/.local/share/man/man1/legajo.1
            """)

    func run() throws {
        Output.write(ManualPage(tree: try HelpTree.current()).roff)
    }
}

struct CompletionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: "Completions for bash, zsh or fish.",
        discussion: """
              legajo completions bash > ~/.local/share/bash-completion/completions/legajo
            """)

    @Argument(help: "bash, zsh or fish.")
    var shell: String

    func run() throws {
        guard let shell = CompletionShell(rawValue: shell) else {
            throw Failure(.wrongUse, "no completions for \"\(shell)\"", hint: "Shells: bash, zsh, fish")
        }
        Output.line(Legajo.completionScript(for: shell))
    }
}

/// A man(7) page of all commands.
struct ManualPage {
    var tree: HelpTree

    var roff: String {
        var out = """
            .TH LEGAJO 1 "" "legajo \(Legajo.version)" "User Commands"
            .SH NAME
            legajo \\- \(escaped(tree.command.abstract ?? ""))
            .SH SYNOPSIS
            .B legajo
            .I command
            [options]
            .SH DESCRIPTION

            """
        out += paragraphs(tree.command.discussion)
        out += ".SH COMMANDS\n"
        for command in (tree.command.subcommands ?? []) where command.commandName != "help" && command.shouldDisplay != false {
            out += section(command, path: "legajo")
        }
        out += """
            .SH EXIT STATUS
            .TP
            0
            Done.
            .TP
            1
            Done, and something asked for does not hold.
            .TP
            2
            Wrong use.
            .TP
            3
            The input or the case file cannot be used.
            .SH ENVIRONMENT
            .TP
            NO_COLOR
            No colour, where set.
            .TP
            PAGER
            Shows long output on a terminal.
            .TP
            COLUMNS
            The width of text for people.

            """
        return out
    }

    private func section(_ command: HelpTree.Command, path: String) -> String {
        let name = "\(path) \(command.commandName)"
        let subcommands = (command.subcommands ?? []).filter { $0.commandName != "help" }
        let arguments = (command.arguments ?? []).filter { $0.shouldDisplay && $0.names?.contains { $0.name == "help" } != true }
        var out = ".SS \"\(escaped(name))"
        for argument in arguments where argument.kind == "positional" { out += " \(escaped(argument.synopsis))" }
        out += "\"\n\(escaped(command.abstract ?? ""))\n"
        out += paragraphs(command.discussion)
        for argument in arguments {
            out += ".TP\n\\fB\(escaped(argument.synopsis))\\fR\n\(escaped(argument.abstract ?? ""))"
            if let value = argument.defaultValue { out += " (default: \(escaped(value)))" }
            out += "\n"
        }
        return out + subcommands.map { section($0, path: name) }.joined()
    }

    /// Running text as paragraphs, indented lines as examples.
    private func paragraphs(_ text: String?) -> String {
        guard let text, !text.isEmpty else { return "" }
        var out = ".PP\n"
        var example = false
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let isExample = line.hasPrefix("  ")
            if isExample != example {
                out += isExample ? ".PP\n.nf\n.RS\n" : ".RE\n.fi\n.PP\n"
                example = isExample
            }
            if line.isEmpty {
                if !example { out += ".PP\n" }
            } else {
                out += escaped(String(line.drop(while: { $0 == " " }))) + "\n"
            }
        }
        return out + (example ? ".RE\n.fi\n" : "")
    }

    private func escaped(_ text: String) -> String {
        var s = text.replacingOccurrences(of: "\\", with: "\\e").replacingOccurrences(of: "-", with: "\\-")
        if s.hasPrefix(".") || s.hasPrefix("'") { s = "\\&" + s }
        return s
    }
}
