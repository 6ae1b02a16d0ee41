import ArgumentParser
import ClusterState
import Glibc

extension DocumentOptions {
  /// The document that a journal is about; `input` is what came from standard input.
  func journalled(seed: UInt64, input: StandardInputRecord?) -> JournalledDocument {
    let source: JournalHead.Source
    let digest: DocumentDigest
    if documents == [StandardInput.name] {
      source = .standardInput(copy: nil)
      digest = DocumentDigest(known: input?.digest)
    } else if documents.isEmpty {
      let found = EmbeddedDemo.named(demo ?? EmbeddedDemo.defaultName)
      source = .demo(found?.name ?? "")
      digest = found.map { DocumentDigest(of: $0.bytes) } ?? DocumentDigest(known: nil)
    } else {
      source = .files(documents.map(Self.absolute))
      let files =
        documents.contains(StandardInput.name) ? nil : try? DocumentFiles.expand(documents)
      digest = files.map(DocumentDigest.init(ofFiles:)) ?? DocumentDigest(known: nil)
    }
    return JournalledDocument(
      source: source,
      digest: digest,
      seed: seed,
      options: journalledOptions,
      input: input?.bytes
    )
  }

  /// Options that decide what the model does, as the command line takes them; the seed is said
  /// elsewhere.
  var journalledOptions: [String] {
    var words = proxy.words
    if lenient { words.append("--lenient") }
    if let range = serviceClusterIpRange { words.append("--service-cluster-ip-range=\(range)") }
    if let range = serviceNodePortRange { words.append("--service-node-port-range=\(range)") }
    return words
  }

  /// The options of a journal's document, to open it again.
  static func reopening(_ head: JournalHead) throws -> DocumentOptions {
    var words = head.options + ["--seed=\(head.seed)"]
    switch head.source {
    case .files(let paths): words += ["--"] + paths
    case .demo(let name): words.append("--demo=\(name)")
    case .standardInput(let copy?): words += ["--", copy]
    case .standardInput(copy: nil):
      throw NotKept()
    }
    return try DocumentOptions.parse(words)
  }

  /// The document came from standard input and no copy was kept.
  struct NotKept: Error {}

  private static func absolute(_ path: String) -> String {
    guard path != StandardInput.name, let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }
}

extension ProxyFlags {
  /// What was said, as the command line takes it.
  fileprivate var words: [String] {
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
