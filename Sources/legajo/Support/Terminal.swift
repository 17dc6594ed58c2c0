import Foundation

/// What the standard streams are, and how text for people is styled on them.
struct Terminal: Sendable {
    let isInteractive: Bool
    let errorIsInteractive: Bool
    let colour: Bool
    /// Columns; 80 where unknown or not a terminal, `COLUMNS` where set.
    let width: Int

    static let current = Terminal(environment: ProcessInfo.processInfo.environment)

    init(environment: [String: String]) {
        isInteractive = isatty(STDOUT_FILENO) == 1
        errorIsInteractive = isatty(STDERR_FILENO) == 1
        let plain = !(environment["NO_COLOR"] ?? "").isEmpty || environment["TERM"] == "dumb"
        colour = isInteractive && !plain
        var size = winsize()
        if let columns = environment["COLUMNS"].flatMap(Int.init), columns > 20 {
            width = columns
        } else if isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 {
            width = Int(size.ws_col)
        } else {
            width = 80
        }
    }

    /// SGR styles used by the command line; nothing is said by colour alone.
    enum Style: String { case bold = "1", dim = "2", red = "31", green = "32", yellow = "33", cyan = "36" }

    func styled(_ text: String, _ style: Style) -> String {
        colour ? "\u{1B}[\(style.rawValue)m\(text)\u{1B}[0m" : text
    }

    /// What stands around words that were found, until `marked` gives them their style; takes no room.
    static let markStart: UInt32 = 2
    static let markEnd: UInt32 = 3

    /// Text with these UTF-8 ranges between marks.
    static func mark(_ text: String, _ ranges: [Range<Int>]) -> String {
        var bytes = Array(text.utf8)
        for range in ranges.sorted(by: { $0.lowerBound > $1.lowerBound }) where range.upperBound <= bytes.count {
            bytes.insert(UInt8(markEnd), at: range.upperBound)
            bytes.insert(UInt8(markStart), at: range.lowerBound)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Marked words in their style; without colour, without marks.
    func marked(_ text: String) -> String {
        var out = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case Self.markStart: if colour { out.append(contentsOf: "\u{1B}[\(Style.yellow.rawValue)m".unicodeScalars) }
            case Self.markEnd: if colour { out.append(contentsOf: "\u{1B}[0m".unicodeScalars) }
            default: out.append(scalar)
            }
        }
        return String(out)
    }

    /// Text broken at spaces so that no line is wider than the terminal, later lines indented.
    func wrap(_ text: String, indent: Int = 0, first: Int? = nil) -> String {
        let pad = String(repeating: " ", count: indent)
        var lines: [String] = []
        var line = String(repeating: " ", count: first ?? indent)
        var column = first ?? indent
        var empty = true
        for word in printable(text).split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" }) {
            let length = displayWidth(String(word))
            if !empty && column + 1 + length > width {
                lines.append(line)
                line = pad
                column = indent
                empty = true
            }
            if !empty {
                line += " "
                column += 1
            }
            line += word
            column += length
            empty = false
        }
        lines.append(line)
        return lines.joined(separator: "\n")
    }
}

/// Text from papers and people without control characters, which a terminal would obey ("clear the screen", "change the title").
func printable(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isControl) else { return text }
    var kept = String.UnicodeScalarView()
    for scalar in text.unicodeScalars { kept.append(isControl(scalar) ? "\u{FFFD}" : scalar) }
    return String(kept)
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
    (scalar.value < 0x20 && scalar != "\n" && scalar != "\t" && scalar.value != 2 && scalar.value != 3)
        || (0x7F...0x9F).contains(scalar.value)
}

/// Columns that a string takes: wide East Asian scalars take two, combining marks none.
func displayWidth(_ text: String) -> Int {
    var n = 0
    for c in text.unicodeScalars {
        switch c.value {
        case Terminal.markStart, Terminal.markEnd, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: continue
        case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60,
            0x1F300...0x1FAFF:
            n += 2
        default: n += 1
        }
    }
    return n
}

/// Standard output for a command's product: whole, or through a pager when it is long and a person is looking.
enum Output {
    static func write(_ text: String) {
        write(bytes: Array(text.utf8))
    }

    static func line(_ text: String = "") {
        write(text + "\n")
    }

    /// Writes all bytes; ends the program quietly when the reader has gone (`| head`).
    static func write(bytes: [UInt8]) {
        bytes.withUnsafeBytes { buffer in
            var sent = 0
            while sent < buffer.count {
                let n = Foundation.write(STDOUT_FILENO, buffer.baseAddress! + sent, buffer.count - sent)
                if n < 0 {
                    if errno == EINTR { continue }
                    if errno == EPIPE { exit(ExitStatus.done.rawValue) }
                    Output.complain("legajo: cannot write the output: \(String(cString: strerror(errno)))")
                    exit(ExitStatus.unusable.rawValue)
                }
                sent += n
            }
        }
    }

    /// Text for people, through `$PAGER` (or `less -FRX`) when it is longer than the screen.
    static func page(_ text: String, pager: Bool) {
        var size = winsize()
        let terminal = Terminal.current
        guard pager, terminal.isInteractive, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0,
            text.utf8.reduce(0, { $0 + ($1 == 10 ? 1 : 0) }) >= Int(size.ws_row)
        else { return write(text) }
        let command = ProcessInfo.processInfo.environment["PAGER"].flatMap { $0.isEmpty ? nil : $0 } ?? "less -FRX"
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", command]
        let pipe = Pipe()
        process.standardInput = pipe
        signal(SIGPIPE, SIG_IGN)
        do { try process.run() } catch { return write(text) }
        try? pipe.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        try? pipe.fileHandleForWriting.close()
        process.waitUntilExit()
    }

    static func complain(_ text: String) {
        FileHandle.standardError.write(Data((printable(text) + "\n").utf8))
    }
}
