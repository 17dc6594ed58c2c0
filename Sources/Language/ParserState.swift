/// A state of the arc-hybrid system (Kuhlmann, Gómez-Rodríguez and Satta 2011): a stack, the rest of the sentence, and the arcs
/// so far. The root is an artificial word behind the sentence's last.
///
/// Memory is reused from sentence to sentence; `reserve` makes room.
package struct ParserState {
    /// Number of words, without the root.
    package private(set) var count = 0
    package private(set) var stackCount = 0
    /// First word of the buffer; `count` is the root.
    package private(set) var front = 0
    let stack: UnsafeMutablePointer<Int32>
    /// For every word and the root: head, label of its arc, leftmost and second leftmost child, rightmost and second rightmost,
    /// numbers of children on both sides, sets of their labels.
    let nodes: UnsafeMutablePointer<Node>
    private let capacity: Int

    struct Node {
        var head: Int32 = -1
        var label: UInt8 = 0
        var leftCount: UInt8 = 0
        var rightCount: UInt8 = 0
        var left: Int32 = -1
        var left2: Int32 = -1
        var right: Int32 = -1
        var right2: Int32 = -1
        var leftLabels: UInt64 = 0
        var rightLabels: UInt64 = 0
    }

    /// Room for sentences of so many words. Call `deallocate` at the end.
    package init(capacity: Int) {
        self.capacity = capacity
        stack = .allocate(capacity: capacity + 2)
        nodes = .allocate(capacity: capacity + 2)
    }

    package func deallocate() {
        stack.deallocate()
        nodes.deallocate()
    }

    package mutating func start(count: Int) {
        precondition(count <= capacity)
        self.count = count
        stackCount = 0
        front = 0
        nodes.update(repeating: Node(), count: count + 1)
    }

    package var isFinal: Bool { front == count && stackCount == 0 }
    @inline(__always) package func stackWord(_ depth: Int) -> Int { depth < stackCount ? Int(stack[stackCount - 1 - depth]) : -1 }
    package func head(_ word: Int) -> Int { Int(nodes[word].head) }
    package func label(_ word: Int) -> Int { Int(nodes[word].label) }

    @inline(__always) package var canShift: Bool { front < count }
    /// The root takes only the last word of the stack: a sentence has one root.
    @inline(__always) package var canLeft: Bool { stackCount > 0 && (front < count || stackCount == 1) }
    @inline(__always) package var canRight: Bool { stackCount > 1 }

    package mutating func shift() {
        stack[stackCount] = Int32(front)
        stackCount += 1
        front += 1
    }

    /// The stack's top becomes a child of the buffer's first word.
    package mutating func left(_ label: Int) {
        stackCount -= 1
        attach(Int(stack[stackCount]), to: front, label)
    }

    /// The stack's top becomes a child of the word below it.
    package mutating func right(_ label: Int) {
        stackCount -= 1
        attach(Int(stack[stackCount]), to: Int(stack[stackCount - 1]), label)
    }

    private func attach(_ child: Int, to head: Int, _ label: Int) {
        nodes[child].head = Int32(head)
        nodes[child].label = UInt8(label)
        if child < head {
            nodes[head].left2 = nodes[head].left
            nodes[head].left = Int32(child)
            if nodes[head].leftCount < 5 { nodes[head].leftCount += 1 }
            nodes[head].leftLabels |= 1 << UInt64(label & 63)
        } else {
            nodes[head].right2 = nodes[head].right
            nodes[head].right = Int32(child)
            if nodes[head].rightCount < 5 { nodes[head].rightCount += 1 }
            nodes[head].rightLabels |= 1 << UInt64(label & 63)
        }
    }
}
