import ArgumentParser
import CaseModel
import Documents
import Foundation

/// Trains the model that tells an article's blocks from the rest of its page.
struct TrainBlocks: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "blocks",
        abstract:
            "Trains the block model of the Documents floor, or reads pages with models that have not seen their publishers.",
        discussion: """
            Each folder holds saved pages and gold.jsonl (page, paragraphs, subheads, captions, credits). The file that is written holds the
            model that ships, trained on all pages, and one for each of \(BlockTrainer.folds) folds, trained without that fold's publishers.
            With --read the pages are read by the fold that has not seen their publisher, one JSON object a line on standard output, for scoring.
            """)
    @Argument(help: "Folders of pages with gold.jsonl.") var folders: [String]
    @Option(name: .shortAndLong, help: "Where the model goes.") var out = "blocks.model"
    @Flag(help: "Read the pages, held out, instead of training.") var read = false

    func run() throws {
        read ? try readPages() : try train()
    }

    private func train() throws {
        var trainer = BlockTrainer()
        for folder in folders {
            let gold = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/gold.jsonl")))
            for line in gold.split(separator: UInt8(ascii: "\n")) {
                guard let page = BlockTrainer.pageName(Array(line)) else { continue }
                try trainer.add(
                    name: page, html: [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + page))), gold: Array(line))
            }
        }
        let bytes = trainer.train { Log.line($0) }
        try Data(bytes).write(to: URL(fileURLWithPath: out))
        Log.line("\(out): \(bytes.count) bytes from \(trainer.pages) pages")
    }

    private func readPages() throws {
        var options = ReaderOptions()
        options.heldOut = true
        let reader = Reader(options: options)
        for folder in folders {
            for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where name.contains(".html") {
                let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)))
                for document in reader.read(bytes: bytes, name: name).documents {
                    FileHandle.standardOutput.write(Data(DocumentJSON.line(document) + [UInt8(ascii: "\n")]))
                }
            }
        }
    }
}
