internal import CMessageDigest

/// The hashes in the names of chains: beginnings of the base32 text of a SHA-256 digest
/// (pkg/proxy/iptables/proxier.go `portProtoHash`, pkg/proxy/nftables/proxier.go
/// `hashAndTruncate`).
enum ChainHash {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".utf8)

  /// The first characters of the digest of all `parts` in a row; 8 or 16 are asked for.
  static func text(_ length: Int, of parts: String...) -> String {
    var context = SHA2_CTX()
    SHA256Init(&context)
    for var part in parts {
      part.withUTF8 { SHA256Update(&context, $0.baseAddress, $0.count) }
    }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 32) { digest in
      SHA256Final(digest.baseAddress, &context)
      return String(unsafeUninitializedCapacity: length) { text in
        for index in 0..<length {
          // Five bits a character, the highest ones first.
          let bit = index * 5
          let pair = UInt16(digest[bit / 8]) << 8 | UInt16(digest[bit / 8 + 1])
          text[index] = alphabet[Int(pair >> UInt16(11 - bit % 8)) & 31]
        }
        return length
      }
    }
  }
}
