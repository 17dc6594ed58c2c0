import Foundation

/// One line of progress on a terminal's standard error, redrawn at most ten times a second; silent elsewhere.
final class ProgressLine: @unchecked Sendable {
    private let lock = NSLock()
    private let shown: Bool
    private var last: UInt64 = 0
    private var drawn = false

    init(quiet: Bool = false) { shown = Terminal.current.errorIsInteractive && !quiet }

    func update(_ text: @autoclosure () -> String, force: Bool = false) {
        guard shown else { return }
        lock.withLock {
            let now = DispatchTime.now().uptimeNanoseconds
            guard force || now &- last > 100_000_000 else { return }
            last = now
            drawn = true
            let line = String(text().prefix(max(20, Terminal.current.width - 1)))
            FileHandle.standardError.write(Data("\r\u{1B}[2K\(line)".utf8))
        }
    }

    func clear() {
        lock.withLock {
            guard drawn else { return }
            drawn = false
            FileHandle.standardError.write(Data("\r\u{1B}[2K".utf8))
        }
    }
}
