import Foundation

/// Work on many items on several threads, results handed over in the items' order, with back-pressure: a thread takes
/// no item that lies more than `window` items, or `costLimit` units of cost, ahead of what was handed over.
final class OrderedPool<Input: Sendable, Output: Sendable>: @unchecked Sendable {
    private let inputs: [Input]
    private let window: Int
    private let cost: @Sendable (Input) -> Int
    private let costLimit: Int
    private let makeWorker: @Sendable () throws -> (Input) -> Output

    // Guarded by `condition`.
    private let condition = NSCondition()
    private var next = 0
    private var handedOver = 0
    private var costAhead = 0
    private var results: [Int: Output] = [:]
    private var failure: (any Error)?
    private var stopped = false
    private var running = 0

    /// `makeWorker` runs once on each thread: what it captures belongs to that thread alone.
    init(
        _ inputs: [Input], window: Int, costLimit: Int, cost: @escaping @Sendable (Input) -> Int,
        makeWorker: @escaping @Sendable () throws -> (Input) -> Output
    ) {
        self.inputs = inputs
        self.window = max(1, window)
        self.cost = cost
        self.costLimit = costLimit
        self.makeWorker = makeWorker
    }

    /// Runs to the end on `threads` threads, calling `consume` on the calling thread. Throws what a worker's making or
    /// `consume` throws, after every thread has stopped.
    func run(threads: Int, consume: (Output) throws -> Void) throws {
        guard !inputs.isEmpty else { return }
        let count = min(max(1, threads), inputs.count)
        running = count
        for _ in 0..<count {
            let thread = Thread { [self] in work() }
            thread.stackSize = 16 << 20
            thread.start()
        }
        defer { stop() }
        for index in inputs.indices {
            condition.lock()
            while results[index] == nil && failure == nil { condition.wait() }
            let failed = failure
            let result = results.removeValue(forKey: index)
            condition.unlock()
            if let failed { throw failed }
            guard let result else { return }
            try consume(result)
            condition.lock()
            handedOver = index + 1
            costAhead -= cost(inputs[index])
            condition.broadcast()
            condition.unlock()
        }
    }

    private func stop() {
        condition.lock()
        stopped = true
        condition.broadcast()
        while running > 0 { condition.wait() }
        condition.unlock()
    }

    private func work() {
        defer {
            condition.lock()
            running -= 1
            condition.broadcast()
            condition.unlock()
        }
        let worker: (Input) -> Output
        do { worker = try makeWorker() } catch {
            condition.lock()
            if failure == nil { failure = error }
            condition.broadcast()
            condition.unlock()
            return
        }
        while let index = take() {
            let result = worker(inputs[index])
            condition.lock()
            results[index] = result
            condition.broadcast()
            condition.unlock()
        }
    }

    private func take() -> Int? {
        condition.lock()
        defer { condition.unlock() }
        while true {
            if stopped || failure != nil || next >= inputs.count { return nil }
            let price = cost(inputs[next])
            // The item that is waited for always goes, however dear.
            let mayGo = next == handedOver || (next < handedOver + window && costAhead + price <= costLimit)
            if mayGo {
                costAhead += price
                next += 1
                return next - 1
            }
            condition.wait()
        }
    }
}
