#if DESK
    import ArgumentParser
    import CaseFile
    import Desk
    import Foundation

    struct DeskCommand: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "desk",
            abstract: "The case in the browser, on this machine only.",
            discussion: """
                Prints its address with a token on its first line. Beyond loopback (--listen) the environment variable LEGAJO_DESK_PASSWORD must hold
                a password of at least 12 characters; put a proxy with TLS before it.

                  legajo desk
                  legajo desk --port 8080 --no-open --case quintar.legajo
                """)

        @OptionGroup var caseOption: CaseOption

        @Option(help: ArgumentHelp("The port; any free one where 0.", valueName: "n"))
        var port = 0

        @Flag(inversion: .prefixedNo, help: "Open the browser.")
        var open = true

        @Option(help: ArgumentHelp("The address to listen on.", valueName: "address"))
        var listen = "127.0.0.1"

        @Option(help: ArgumentHelp("Who decides; your login name where missing.", valueName: "name"))
        var who: String?

        func run() async throws {
            let options = DeskOptions(
                caseFile: try caseOption.creating(), port: port, listen: listen,
                password: ProcessInfo.processInfo.environment["LEGAJO_DESK_PASSWORD"], open: open,
                who: try DecisionLines.who(who))
            do {
                try await DeskServer.run(options: options, pipeline: LegajoPipeline())
            } catch let error as DeskError {
                throw Failure(.wrongUse, error.description)
            }
        }
    }
#endif
