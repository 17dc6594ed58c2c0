import ArgumentParser
import Documents
import Foundation

/// How many pages are read in a second of CPU time.
struct ReadSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-speed", abstract: "Reads the .html files of a folder from memory and prints pages a CPU second.")
    @Argument(help: "A folder of .html files.") var folder: String

    func run() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.contains(".html") }.sorted()
        let pages = try names.map { [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + $0))) }
        let reader = Reader()
        if let first = pages.first { _ = reader.read(bytes: first, name: "warm.html") }
        let start = clock()
        for page in pages { _ = reader.read(bytes: page, name: "page.html") }
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        print("legajo", (Double(pages.count) / seconds * 10).rounded() / 10)
    }
}

struct CopiesSpeed: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "copies-speed", abstract: "Finds copies among the .txt files below a folder, and prints papers a CPU second."
    )
    @Argument(help: "A folder of .txt files.") var folder: String

    func run() throws {
        let names = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []).filter {
            $0.hasSuffix(".txt")
        }.sorted()
        let documents = try names.flatMap { name in
            Reader().read(bytes: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name))), name: name).documents
        }
        let start = clock()
        let copies = Copies.find(documents)
        let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
        print("legajo", (Double(documents.count) / seconds * 10).rounded() / 10, copies.count)
    }
}
