import ArgumentParser
import ClusterState
import Glibc

extension DocumentOptions {
  /// The document that a journal is about; `input` is what came from standard input.
  func journalled(seed: UInt64, input: StandardInputRecord?) -> JournalledDocument {
    JournalledDocument(
      source: journalledSource,
      digest: digest(input),
      seed: seed,
      options: journalledOptions,
      input: input?.bytes
    )
  }

  /// Where the document comes from.
  var journalledSource: JournalHead.Source {
    if documents == [StandardInput.name] { return .standardInput(copy: nil) }
    guard documents.isEmpty else { return .files(documents.map(Self.absolute)) }
    let name = demo ?? EmbeddedDemo.defaultName
    return .demo(EmbeddedDemo.named(name)?.name ?? name)
  }

  private func digest(_ input: StandardInputRecord?) -> DocumentDigest {
    if documents == [StandardInput.name] { return DocumentDigest(known: input?.digest) }
    if documents.isEmpty, let found = EmbeddedDemo.named(demo ?? EmbeddedDemo.defaultName) {
      return DocumentDigest(of: found.bytes)
    }
    guard !documents.contains(StandardInput.name),
      let files = try? DocumentFiles.expand(documents)
    else { return DocumentDigest(known: nil) }
    return DocumentDigest(ofFiles: files)
  }

  /// Options that decide what the model does, as the command line takes them; the seed is said
  /// elsewhere.
  var journalledOptions: [String] {
    proxy.words + session.words
  }

  /// The options that a journal's document was opened with, to open it again; what these options
  /// say goes first.
  func reopening(_ head: JournalHead) throws(ReopeningFailure) -> DocumentOptions {
    var words = head.options + journalledOptions + ["--seed=\(session.seed ?? head.seed)"]
    switch head.source {
    case _ where !documents.isEmpty: words += ["--"] + documents
    case _ where demo != nil: words.append("--demo=\(demo ?? "")")
    case .files(let paths): words += ["--"] + paths
    case .demo(let name): words.append("--demo=\(name)")
    case .standardInput(let copy?): words += ["--", copy]
    case .standardInput(copy: nil): throw .notKept
    }
    do {
      return try DocumentOptions.parse(words)
    } catch {
      // A journal of another version may have options that this program does not know.
      throw .options(head.options, DocumentOptions.message(for: error))
    }
  }

  /// Why a journal's document cannot be opened again.
  enum ReopeningFailure: Error {
    /// It came from standard input and no copy was kept.
    case notKept
    case options([String], String)
  }

  private static func absolute(_ path: String) -> String {
    guard path != StandardInput.name, let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension SessionFlags {
  /// What was said, as the command line takes it, without seed and namespace.
  var words: [String] {
    var words = lenient ? ["--lenient"] : []
    if let serviceClusterIpRange {
      words.append("--service-cluster-ip-range=\(serviceClusterIpRange)")
    }
    if let serviceNodePortRange {
      words.append("--service-node-port-range=\(serviceNodePortRange)")
    }
    return words
  }
}

extension ProxyFlags {
  /// What was said, as the command line takes it.
  var words: [String] {
    let valued: [(String, String?)] = [
      ("mode", mode?.rawValue), ("cluster-cidr", clusterCidr),
      ("detect-local-mode", detectLocalMode?.rawValue),
      ("pod-bridge-interface", podBridgeInterface),
      ("pod-interface-name-prefix", podInterfaceNamePrefix),
      ("iptables-masquerade-bit", iptablesMasqueradeBit.map(String.init)),
      ("nodeport-addresses", nodeportAddresses), ("ipvs-scheduler", ipvsScheduler?.rawValue),
    ]
    let flags: [(String, Bool?)] = [
      ("masquerade-all", masqueradeAll),
      ("iptables-localhost-nodeports", iptablesLocalhostNodeports),
    ]
    return valued.compactMap { name, value in value.map { "--\(name)=\($0)" } }
      + flags.compactMap { name, value in value.map { "--\($0 ? "" : "no-")\(name)" } }
  }
}
