/// The parser's features: words, tags, labels, valency and distance around the stack's top and the buffer's front, after Zhang and
/// Nivre (2011), for the arc-hybrid system.
package enum ParserFeatures {
    /// Upper bound of the features of one decision.
    package static let limit = 128
    /// So many of the first features, those of words, tags and distances, settle the plain cases.
    package static let early = 57

    /// A word as the templates see it. Absent words and the root have values of their own.
    struct View {
        var word: UInt64
        var tag: UInt64
        var both: UInt64
    }

    static let absent = View(word: 0xAB5E, tag: 254, both: 0xAB5E_0001)
    static let root = View(word: 0x4007, tag: 255, both: 0x4007_0001)

    /// Views of a sentence's words with the root behind them.
    package static func views(
        _ words: UnsafeBufferPointer<WordAtoms>, _ tags: UnsafePointer<UInt8>, into views: UnsafeMutableRawPointer
    ) {
        let views = views.assumingMemoryBound(to: View.self)
        for index in 0..<words.count {
            let tag = UInt64(tags[index])
            views[index] = View(word: words[index].norm, tag: tag, both: Hashing.mix(words[index].norm, tag))
        }
        views[words.count] = root
    }
    package static let viewSize = MemoryLayout<View>.stride

    /// Writes the feature hashes of a state; gives their number.
    package static func extract(
        _ state: ParserState, _ rawViews: UnsafeRawPointer, _ words: UnsafeBufferPointer<WordAtoms>,
        _ out: UnsafeMutablePointer<UInt64>
    ) -> Int {
        let views = rawViews.assumingMemoryBound(to: View.self)
        let nodes = state.nodes
        var count = 0
        @inline(__always) func add(_ template: UInt64, _ a: UInt64) {
            out[count] = Hashing.finish(Hashing.mix(template &* 0xC2B2_AE3D_27D4_EB4F, a))
            count += 1
        }
        @inline(__always) func add(_ template: UInt64, _ a: UInt64, _ b: UInt64) {
            out[count] = Hashing.finish(Hashing.mix(Hashing.mix(template &* 0xC2B2_AE3D_27D4_EB4F, a), b))
            count += 1
        }
        @inline(__always) func add(_ template: UInt64, _ a: UInt64, _ b: UInt64, _ c: UInt64) {
            out[count] = Hashing.finish(
                Hashing.mix(Hashing.mix(Hashing.mix(template &* 0xC2B2_AE3D_27D4_EB4F, a), b), c))
            count += 1
        }
        @inline(__always) func view(_ index: Int) -> View { index < 0 || index > state.count ? absent : views[index] }
        @inline(__always) func child(_ index: Int32) -> View { index < 0 ? absent : views[Int(index)] }
        @inline(__always) func label(_ index: Int32) -> UInt64 { index < 0 ? 99 : UInt64(nodes[Int(index)].label) }

        let i0 = state.stackWord(0)
        let i1 = state.stackWord(1)
        let i2 = state.stackWord(2)
        let f = state.front
        let s0 = view(i0)
        let s1 = view(i1)
        let s2 = view(i2)
        let b0 = view(f)
        let b1 = view(f + 1)
        let b2 = view(f + 2)
        let none = ParserState.Node()
        let n0 = i0 >= 0 ? nodes[i0] : none
        let n1 = i1 >= 0 ? nodes[i1] : none
        let nb = nodes[f]

        // Single words.
        add(1, s0.word)
        add(2, s0.tag)
        add(3, s0.both)
        add(4, b0.word)
        add(5, b0.tag)
        add(6, b0.both)
        add(7, b1.word)
        add(8, b1.tag)
        add(9, b1.both)
        add(10, b2.word)
        add(11, b2.tag)
        add(12, s1.word)
        add(13, s1.tag)
        add(14, s1.both)
        add(15, s2.tag)
        add(16, s2.both)
        // Pairs.
        add(17, s0.both, b0.both)
        add(18, s0.both, b0.word)
        add(19, s0.word, b0.both)
        add(20, s0.both, b0.tag)
        add(21, s0.tag, b0.both)
        add(22, s0.word, b0.word)
        add(23, s0.tag, b0.tag)
        add(24, b0.tag, b1.tag)
        add(25, s1.both, s0.tag)
        add(26, s1.tag, s0.both)
        add(27, s1.word, s0.word)
        add(28, s1.tag, s0.tag)
        add(29, s1.both, b0.tag)
        add(30, s1.tag, b0.both)
        add(31, s1.tag, b0.tag)
        add(32, b0.both, b1.tag)
        add(33, b0.tag, b1.both)
        // Three tags.
        add(34, b0.tag, b1.tag, b2.tag)
        add(35, s0.tag, b0.tag, b1.tag)
        add(36, s1.tag, s0.tag, b0.tag)
        add(37, s2.tag, s1.tag, s0.tag)
        let s0l = child(n0.left)
        let s0r = child(n0.right)
        let b0l = child(nb.left)
        let s1r = child(n1.right)
        let s1l = child(n1.left)
        add(38, s0.tag, s0l.tag, b0.tag)
        add(39, s0.tag, s0r.tag, b0.tag)
        add(40, s0.tag, b0.tag, b0l.tag)
        add(41, s1.tag, s1r.tag, s0.tag)
        add(42, s1.tag, s1l.tag, s0.tag)
        add(43, s1.tag, s0.tag, s0l.tag)
        add(44, s1.tag, s0.tag, s0r.tag)
        add(45, s0.both, b0.tag, b1.tag)
        add(46, s0.tag, b0.both, b1.tag)
        add(47, s1.tag, s0.both, b0.tag)
        add(48, s1.both, s0.tag, b0.tag)
        add(49, s1.tag, s0.tag, b0.both)
        // Distance.
        let d0 = distance(i0, f)
        let d1 = i1 < 0 ? 9 : distance(i1, i0)
        add(50, s0.both, d0)
        add(51, s0.tag, d0)
        add(52, b0.both, d0)
        add(53, b0.tag, d0)
        add(54, s0.word, b0.word, d0)
        add(55, s0.tag, b0.tag, d0)
        add(56, s1.tag, s0.tag, d1)
        add(57, s1.word, s0.word, d1)
        // Valency.
        let v0r = UInt64(n0.rightCount)
        let v0l = UInt64(n0.leftCount)
        let vbl = UInt64(nb.leftCount)
        let v1r = UInt64(n1.rightCount)
        add(58, s0.both, v0r)
        add(59, s0.tag, v0r, v0l)
        add(60, s0.both, v0l)
        add(61, b0.both, vbl)
        add(62, b0.tag, vbl)
        add(63, s1.both, v1r)
        add(64, s1.tag, v1r, s0.tag)
        // Children.
        add(65, s0l.word, s0.tag)
        add(66, s0l.tag, label(n0.left))
        add(67, s0.both, label(n0.left))
        add(68, s0r.word, s0.tag)
        add(69, s0r.tag, label(n0.right))
        add(70, s0.both, label(n0.right))
        add(71, b0l.word, b0.tag)
        add(72, b0l.tag, label(nb.left))
        add(73, b0.both, label(nb.left))
        add(74, s1r.word, s1.tag)
        add(75, s1r.tag, label(n1.right), s0.tag)
        add(76, s1.both, label(n1.right))
        add(77, s1l.tag, label(n1.left), s1.tag)
        let s0l2 = child(n0.left2)
        let s0r2 = child(n0.right2)
        let b0l2 = child(nb.left2)
        add(78, s0.tag, s0l.tag, s0l2.tag)
        add(79, s0.tag, s0r.tag, s0r2.tag)
        add(80, b0.tag, b0l.tag, b0l2.tag)
        add(81, s0.tag, label(n0.left2), label(n0.left))
        add(82, s0.tag, label(n0.right2), label(n0.right))
        add(83, b0.tag, label(nb.left2), label(nb.left))
        // Sets of labels.
        add(84, s0.both, n0.rightLabels)
        add(85, s0.tag, n0.rightLabels)
        add(86, s0.both, n0.leftLabels)
        add(87, s0.tag, n0.leftLabels)
        add(88, b0.both, nb.leftLabels)
        add(89, b0.tag, nb.leftLabels)
        add(90, s1.both, n1.rightLabels)
        add(91, s1.tag, n1.rightLabels, s0.tag)
        add(92, s1.tag, n1.leftLabels, s0.tag)
        // The words beside them in the sentence, whatever became of these.
        add(93, i0 > 0 ? views[i0 - 1].tag : 253, s0.tag, b0.tag)
        add(94, f > 0 && f - 1 != i0 ? views[f - 1].tag : 253, b0.tag, s0.tag)
        add(95, i0 >= 0 ? view(i0 + 1).tag : 253, s0.tag, b0.tag)
        // Forms of unknown words.
        let w0 = i0 >= 0 ? words[i0].suffix3 : 0
        let wb = f < words.count ? words[f].suffix3 : 0
        add(96, w0, s0.tag, b0.tag)
        add(97, wb, b0.tag, s0.tag)
        // The bias, and the single tags once more.
        add(98, 0, 0)
        add(99, 0, b0.tag)
        add(100, s0.tag, 0)
        add(101, 0, 0)
        add(102, s1.tag, 0)
        add(103, 0, s0.tag)
        add(104, 0)
        return count
    }

    @inline(__always)
    private static func distance(_ from: Int, _ to: Int) -> UInt64 {
        if from < 0 { return 9 }
        let length = abs(to - from)
        return length < 5 ? UInt64(length) : length < 8 ? 5 : length < 12 ? 6 : 7
    }
}
