import ArgumentParser
import Foundation
import Language

/// Speed on one core, for the benchmarks.
struct Speed: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Words a CPU second, on the text of a CoNLL-U file.")
    @Argument(help: "CoNLL-U file.") var file: String
    @Option(help: "Model file.") var model = "Sources/Language/Data/en.model"
    @Option(help: "Times over the file.") var rounds = 5

    func run() throws {
        let clock = Self.cpu()
        let analyzer = try Analyzer(modelAt: model)
        print(String(format: "load %.1f ms", (Self.cpu() - clock) * 1000))
        let sentences = try Treebank.read(file)
        var text: [UInt8] = []
        for sentence in sentences { text += Array(sentence.text.utf8) + [0x0A, 0x0A] }
        let stages = analyzer.stageSpeeds(bytes: text, rounds: rounds, clock: Self.cpu)
        for stage in stages { print("\(stage.name) \(Int(stage.rate)) words a CPU second") }
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        print("peak memory \(usage.ru_maxrss / 1024) MB")
    }

    static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
