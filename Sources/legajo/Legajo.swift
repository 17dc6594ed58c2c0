import ArgumentParser
import Foundation

/// The root command. What each command does is in its own file under `Commands`.
struct Legajo: AsyncParsableCommand {
    static let version = "0.1.0"

    static let configuration = CommandConfiguration(
        commandName: "legajo",
        abstract: "One sourced chronology, and one legal status, out of decades of papers on one case.",
        discussion: """
            Read a folder of saved articles, press releases and rulings into a case file, then ask it:

              legajo build papers/ --case quintar.legajo
              legajo timeline
              legajo why 3f2a
              legajo status "Anselmo Quintar" --on 2017-06-01 --as-of 2019-12-01
              legajo desk

            Without --case, commands use ./case.legajo, or the only *.legajo in the folder.
            Exit codes: 0 done; 1 done, but something asked for does not hold; 2 wrong use; 3 unusable input.
            """,
        version: version,
        groupedSubcommands: [
            CommandGroup(name: "Read:", subcommands: readCommands),
            CommandGroup(name: "Ask:", subcommands: askCommands),
            CommandGroup(name: "Decide:", subcommands: decideCommands),
            CommandGroup(name: "Exchange:", subcommands: exchangeCommands),
            CommandGroup(name: "Keep:", subcommands: keepCommands),
        ])

    func run() async throws {
        Output.write(nextStep())
    }

    /// `legajo` alone says what to do next, from what lies in the folder.
    private func nextStep() -> String {
        let cases = CaseOption.casesHere()
        if cases.isEmpty {
            return """
                legajo \(Legajo.version): one sourced chronology, and one legal status, out of decades of papers on one case.

                No case file here yet. Put the papers (.txt, .html, .pdf, .eml, .docx, .warc …) into a folder and read them:

                  legajo build papers/ --case case.legajo

                legajo --help lists all commands.

                """
        }
        let file = cases[0]
        let option = cases.count == 1 ? "" : " --case \(file)"
        return """
            legajo \(Legajo.version). Case file\(cases.count == 1 ? "" : "s") here: \(cases.joined(separator: ", "))

              legajo timeline\(option)             what happened, in order
              legajo status PERSON --on DAY\(option)   what was in force, and why
              legajo conflicts\(option)            where the papers disagree
              legajo review\(option)               accept, reject, correct
              legajo desk\(option)                 all of it in the browser

            legajo --help lists all commands.

            """
    }
}

@main
enum Main {
    static func main() async {
        signal(SIGPIPE, SIG_IGN)
        do {
            var command = try Legajo.parseAsRoot(Array(CommandLine.arguments.dropFirst()))
            if var asynchronous = command as? AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(report(error).rawValue)
        }
    }

    /// Says the error on the right stream and gives the exit status.
    private static func report(_ error: Error) -> ExitStatus {
        if let quiet = error as? QuietExit { return quiet.status }
        if let failure = Failures.failure(of: error) {
            Output.complain("legajo: \(failure)")
            return failure.status
        }
        let text = Legajo.fullMessage(for: error)
        guard Legajo.exitCode(for: error) != .success else {
            Output.line(text)
            return .done
        }
        Output.complain(unknownCommand() ?? text)
        return .wrongUse
    }

    /// What to say where the first word is no command; nil where it is one.
    private static func unknownCommand() -> String? {
        guard let typed = CommandLine.arguments.dropFirst().first, !typed.hasPrefix("-"),
            let known = try? HelpTree.current().command.subcommands?.map(\.commandName), !known.contains(typed)
        else { return nil }
        let near = suggestions(for: typed, among: known)
        let hint = near.isEmpty ? "legajo --help lists all commands." : "Did you mean \(near.joined(separator: ", "))?"
        return "legajo: no command \"\(printable(String(typed.prefix(60))))\". \(hint)"
    }
}
