import Foundation

enum Log {
    /// Progress goes to standard error; scores to standard output.
    static func line(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }
}
