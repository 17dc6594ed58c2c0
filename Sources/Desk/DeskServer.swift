import CaseFile
import Foundation
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore

/// Opens the desk of a case and serves it until the process is told to stop.
public enum DeskServer {
    /// Opens the case file, making it when there is none, and its desk: see `run(options:source:)`.
    ///
    /// - Parameter pipeline: what reads, annotates and reconciles papers that are given to the desk.
    /// - Throws: also `CaseFileError`.
    public static func run(options: DeskOptions, pipeline: any CasePipeline = LegajoPipeline()) async throws {
        let options = try options.checked()
        let file = try CaseFile.open(path: options.caseFile, mode: .create, pipeline: pipeline)
        try await run(options: options, source: CaseFileSource(file))
        try file.close()
    }

    /// Prints the address, with its token, as the first line of standard output, and serves until SIGINT or SIGTERM.
    ///
    /// - Throws: `DeskError` where the options would open the case unguarded, or the port is taken.
    public static func run(options: DeskOptions, source: any DeskSource) async throws {
        let options = try options.checked()
        let desk = try Desk(source: source, options: options)
        // A large case is gone through once, before anybody waits for its first page; what fails here is said by that page.
        _ = try? await desk.view()
        try await serve(desk) { address in
            // The first line is for programs too: it goes out at once, also into a pipe.
            FileHandle.standardOutput.write(Data("\(address)\n".utf8))
            note("legajo desk: \(source.name) is open at this address. It is good for this run only. Control-C closes the desk.")
            if desk.gate.asksPassword {
                note("legajo desk: it listens beyond this machine and speaks plain HTTP. Put a proxy with TLS before it.")
            }
            if options.open { openBrowser(address) }
        }
    }

    /// Serves a desk; `ready` gets the address once the port is known.
    static func serve(_ desk: Desk, ready: @escaping @Sendable (String) -> Void) async throws {
        let options = desk.options
        // Requests carry case matter in their addresses: nothing of them is logged.
        var logger = Logger(label: "legajo.desk")
        logger.logLevel = .critical
        let app = Application(
            responder: desk.responder(),
            server: .http1(
                configuration: .init(
                    idleTimeout: .seconds(20),
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 100))),
            configuration: .init(
                address: .hostname(options.listen, port: options.port), serverName: nil,
                availableConnectionsDelegate: MaximumAvailableConnections(256)),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? options.port
                desk.gate.authority = Authority(listen: options.listen, port: port, names: options.hostNames)
                let shown = options.listen == "0.0.0.0" || options.listen == "::" ? "127.0.0.1" : options.listen
                let host = shown.contains(":") ? "[\(shown)]" : shown
                ready("http://\(host):\(port)/" + (desk.gate.asksPassword ? "" : "?token=\(desk.gate.token)"))
            },
            logger: logger)
        do {
            try await app.runService()
        } catch let error as IOError {
            throw DeskError(
                "\(options.listen) port \(options.port): \(String(cString: strerror(error.errnoCode))). Choose another with --port, or --port 0 for any free one"
            )
        }
    }

    private static func note(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

    /// Tries the desktop's way of opening an address; without one, the printed address is enough.
    private static func openBrowser(_ address: String) {
        #if os(macOS)
            let opener = "/usr/bin/open"
        #else
            let opener = "/usr/bin/xdg-open"
        #endif
        guard FileManager.default.isExecutableFile(atPath: opener) else { return }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: opener)
        process.arguments = [address]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try? process.run()
    }
}
