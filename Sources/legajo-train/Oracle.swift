import Language

/// How many gold arcs an action makes unreachable.
enum Oracle {
    static func costs(_ state: ParserState, _ heads: [Int]) -> (shift: Int, left: Int, right: Int) {
        let impossible = 1000
        let front = state.front
        let top = state.stackWord(0)
        let below = state.stackWord(1)
        var shift = impossible
        var left = impossible
        var right = impossible
        if state.canShift {
            // The front can no longer be headed by words below the top, nor head any word of the stack.
            shift = 0
            for depth in 0..<state.stackCount {
                let word = state.stackWord(depth)
                if heads[word] == front { shift += 1 }
                if depth > 0, heads[front] == word { shift += 1 }
            }
        }
        // Children of the top that are still in the buffer are lost when it goes.
        var children = 0
        if front < state.count {
            for word in front..<state.count where heads[word] == top { children += 1 }
        }
        if state.canLeft {
            left = children
            let head = heads[top]
            if head != front, head == below || head > front { left += 1 }
        }
        if state.canRight {
            right = children
            if heads[top] >= front { right += 1 }
        }
        return (shift, left, right)
    }
}
