import Foundation

/// How a desk is opened.
public struct DeskOptions: Sendable {
    /// Path of the case file; it is made by the first reading when it is not there.
    public var caseFile: String
    /// TCP port; 0 takes any free one.
    public var port: Int
    /// Address to listen on. Anything beyond loopback needs `password`.
    public var listen: String
    /// Names by which browsers may call a desk that listens beyond loopback (beside plain addresses and `listen` itself).
    public var hostNames: [String]
    /// Asked for on entry when the desk listens beyond loopback; the link's token alone opens nothing there.
    public var password: String?
    /// Opens the address in the default browser.
    public var open: Bool
    /// Signs decisions.
    public var who: String

    public init(
        caseFile: String, port: Int = 0, listen: String = "127.0.0.1", hostNames: [String] = DeskOptions.givenNames,
        password: String? = nil,
        open: Bool = true, who: String = NSUserName()
    ) {
        self.caseFile = caseFile
        self.port = port
        self.listen = listen
        self.hostNames = hostNames
        self.password = password
        self.open = open
        self.who = who
    }

    /// The names in LEGAJO_DESK_HOSTS, separated by commas: those by which a proxy before the desk is called.
    public static var givenNames: [String] {
        (ProcessInfo.processInfo.environment["LEGAJO_DESK_HOSTS"] ?? "").split(separator: ",").map { $0.trimmed }.filter {
            !$0.isEmpty
        }
    }

    /// Whether only this machine can reach the address.
    public var isLoopback: Bool { listen == "localhost" || listen == "::1" || listen.hasPrefix("127.") }

    /// Refuses what would open the case to others unguarded.
    public func checked() throws -> DeskOptions {
        guard (0...65_535).contains(port) else {
            throw DeskError("--port \(port): a port is a number from 0 to 65535 (0 takes any free one)")
        }
        if !isLoopback, (password ?? "").count < 12 {
            throw DeskError(
                "--listen \(listen) opens the case to other machines: set LEGAJO_DESK_PASSWORD to a password of at least 12 "
                    + "characters, and put a proxy with TLS before the desk, for the desk itself speaks plain HTTP")
        }
        return self
    }
}

/// What went wrong, with its place and the way out, in one line.
public struct DeskError: Error, CustomStringConvertible, Sendable {
    public let description: String
    public init(_ description: String) { self.description = description }
}
