import Synchronization

/// Who is in, and which forms are still good. Everything lives in memory: closing the desk shuts all doors.
final class Gate: Sendable {
    /// Seconds that a session, and a form of it, live.
    static let lifetime = 12 * 3600
    private static let mostSessions = 64
    private static let mostForms = 100_000

    /// What came of a form's token.
    enum FormCheck: Equatable { case good, foreign, expired, replayed }
    /// What came of a try to get in.
    enum Entry: Equatable { case session(String), wrong, wait }

    /// The token of the opening link.
    let token: String
    private let key = Secrets.random(32)
    private let password: (salt: [UInt8], hash: [UInt8])?
    private let clock: @Sendable () -> Int

    private struct State {
        /// Session → the second it ends.
        var sessions: [String: Int] = [:]
        /// Nonces of forms that were sent → the second after which they would be refused anyway.
        var sent: [[UInt8]: Int] = [:]
        var failures: [Int] = []
        var authority = Authority(listen: "127.0.0.1", port: 0, names: [])
    }
    private let state = Mutex(State())

    /// - Parameters:
    ///   - password: nil lets the token open a session; otherwise only the password does.
    ///   - clock: seconds of any clock that never goes back.
    init(password: String?, clock: @escaping @Sendable () -> Int = Gate.now) {
        token = Secrets.base64URL(Secrets.random(24))
        self.clock = clock
        if let password {
            let salt = Secrets.random(16)
            self.password = (salt, Secrets.scrypt(password, salt: salt))
        } else {
            self.password = nil
        }
    }

    @Sendable static func now() -> Int {
        let passed = ContinuousClock.now - start
        return Int(passed.components.seconds)
    }
    private static let start = ContinuousClock.now

    var asksPassword: Bool { password != nil }

    /// The names under which this desk answers; known once the port is.
    var authority: Authority {
        get { state.withLock { $0.authority } }
        set { state.withLock { $0.authority = newValue } }
    }

    func isToken(_ text: String) -> Bool { Secrets.equal(text, token) }

    func open() -> String {
        let id = Secrets.base64URL(Secrets.random(24))
        let now = clock()
        state.withLock { state in
            state.sessions = state.sessions.filter { $0.value > now }
            if state.sessions.count >= Self.mostSessions,
                let oldest = state.sessions.min(by: { ($0.value, $0.key) < ($1.value, $1.key) })
            {
                state.sessions[oldest.key] = nil
            }
            state.sessions[id] = now + Self.lifetime
        }
        return id
    }

    func isOpen(_ session: String) -> Bool {
        let now = clock()
        return state.withLock { ($0.sessions[session] ?? 0) > now }
    }

    func close(_ session: String) { state.withLock { $0.sessions[session] = nil } }

    /// Five wrong passwords a minute, from wherever they come; then nobody is asked until the minute is over.
    func enter(password tried: String) -> Entry {
        guard let password else { return .wrong }
        let now = clock()
        let busy = state.withLock { state in
            state.failures.removeAll { $0 <= now - 60 }
            return state.failures.count >= 5
        }
        if busy { return .wait }
        if Secrets.equal(Secrets.scrypt(tried, salt: password.salt), password.hash) { return .session(open()) }
        state.withLock { $0.failures.append(now) }
        return .wrong
    }

    /// A token for the forms of one page: good once, for its session, until it expires.
    func formToken(session: String) -> String {
        var bytes = Self.bigEndian(clock()) + Secrets.random(12)
        bytes += Secrets.hmac(key: key, Array(session.utf8) + bytes).prefix(16)
        return Secrets.base64URL(bytes)
    }

    /// Takes a form's token: a second time the same one is a replay.
    func take(formToken: String, session: String) -> FormCheck {
        guard let bytes = Secrets.bytes(base64URL: formToken), bytes.count == 36 else { return .foreign }
        let signed = Array(bytes[..<20])
        guard Secrets.equal(Array(Secrets.hmac(key: key, Array(session.utf8) + signed).prefix(16)), Array(bytes[20...])) else {
            return .foreign
        }
        let made = bytes[..<8].reduce(0) { $0 << 8 | Int($1) }
        let now = clock()
        guard now - made < Self.lifetime else { return .expired }
        let nonce = Array(bytes[8..<20])
        return state.withLock { state in
            if state.sent[nonce] != nil { return .replayed }
            if state.sent.count >= Self.mostForms { state.sent = state.sent.filter { $0.value > now } }
            // So many forms in twelve hours are no person's work.
            if state.sent.count >= Self.mostForms { return .expired }
            state.sent[nonce] = made + Self.lifetime
            return .good
        }
    }

    private static func bigEndian(_ value: Int) -> [UInt8] { (0..<8).map { UInt8(truncatingIfNeeded: value >> (56 - 8 * $0)) } }
}

/// The `Host` values that are this desk's own. A page that rebinds its name to loopback sends its own name, and is refused;
/// plain addresses are safe, because no foreign page has one as its origin.
struct Authority: Sendable, Equatable {
    var listen: String
    var port: Int
    var names: [String]

    /// - Parameter host: the value of `Host`, or the authority of an origin: `name`, `name:port`, `[v6]:port`.
    func accepts(_ host: String) -> Bool {
        guard let (name, port) = Self.split(host) else { return false }
        // A proxy before the desk has a port of its own.
        if names.contains(where: { $0.lowercased() == name }) { return true }
        guard port == self.port else { return false }
        if name == "localhost" || name == listen.lowercased() { return true }
        return Self.isAddress(name)
    }

    /// "http://host" or "https://host" (a proxy with TLS before the desk) that is the same host as the request's.
    func accepts(origin: String, host: String) -> Bool {
        for scheme in ["http://", "https://"] where origin.hasPrefix(scheme) {
            return origin.dropFirst(scheme.count).lowercased() == host.lowercased()
        }
        return false
    }

    private static func split(_ host: String) -> (name: String, port: Int)? {
        let lower = host.lowercased()
        if lower.hasPrefix("[") {
            guard let close = lower.firstIndex(of: "]") else { return nil }
            let rest = lower[lower.index(after: close)...]
            let name = String(lower[lower.index(after: lower.startIndex)..<close])
            if rest.isEmpty { return (name, 80) }
            guard rest.first == ":", let port = Int(rest.dropFirst()) else { return nil }
            return (name, port)
        }
        let parts = lower.split(separator: ":", omittingEmptySubsequences: false)
        if parts.count == 1 { return (lower, 80) }
        guard parts.count == 2, let port = Int(parts[1]) else { return nil }
        return (String(parts[0]), port)
    }

    private static func isAddress(_ name: String) -> Bool {
        if name.contains(":") { return name.utf8.allSatisfy { "0123456789abcdef:.".utf8.contains($0) } }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4
            && parts.allSatisfy { part in
                (1...3).contains(part.utf8.count) && part.utf8.allSatisfy { (48...57).contains($0) } && Int(part)! <= 255
            }
    }
}
