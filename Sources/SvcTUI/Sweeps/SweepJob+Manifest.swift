import ClusterState
import Console

extension SweepJob {
  /// The manifest, with words on how to use it.
  var text: String {
    let guide = [
      "\(Quantities.count(runs)) runs of a sweep in \(shards) pods, each of which makes every "
        + "\(shards == 1 ? "" : "\(shards)th ")run.", "",
      "  kubectl apply -f sweep.yaml",
      "  kubectl wait --for=condition=complete --timeout=-1s job/\(name)", "",
      "Every pod prints its results to its log. To put them together:", "",
      "  for i in $(seq 0 \(shards - 1)); do",
      "    labels=batch.kubernetes.io/job-name=\(name)"
        + ",batch.kubernetes.io/job-completion-index=$i",
      "    pod=$(kubectl get pods -o name -l $labels --field-selector=status.phase=Succeeded)",
      "    kubectl logs $pod > \(name)-$i.jsonl",
      "  done",
      "  svctui merge \(name)-*.jsonl", "",
      "merge says which shard is missing or cut off. The image is made by the Dockerfile of the",
      "sources: docker build -t \(image) .",
    ]
    let linesMax = Self.logBytes / Self.lineBytes
    let note =
      runs / shards < linesMax
      ? []
      : [
        "", "A pod makes \(Quantities.count(runs / shards)) runs: kubelets keep 10 MiB of a log",
        "(containerLogMaxSize), about \(Quantities.count(linesMax)) runs. Take more --shards.",
      ]
    let volume = claim.map { claim in
      [
        "", "The claim \(claim) holds the folder of the scenario: all its files, at the top.",
      ]
    }
    let comment = (guide + note + (volume ?? [])).map { $0.isEmpty ? "#\n" : "# \($0)\n" }.joined()
    return comment + configMap + Self.document(job)
  }

  private static func document(_ tree: JSONTree) -> String {
    "---\n" + YAMLPrinter.lines(of: tree).map { $0.text + "\n" }.joined()
  }

  /// Text stands in it as it is, so that it can be read.
  private var configMap: String {
    guard claim == nil else { return "" }
    let plain = files.filter { $0.literal != nil }
    let binary = files.filter { $0.literal == nil }
    var tree: JSONTree = [
      "apiVersion": "v1", "immutable": true, "kind": "ConfigMap", "metadata": ["name": "\(name)"],
    ]
    if !binary.isEmpty {
      let members = binary.map { JSONTree.Member(key: $0.key, value: .string($0.base64)) }
      tree["binaryData"] = JSONTree(members: members)
    }
    let texts = plain.map { "  \($0.key): \($0.literal ?? "")" }.joined()
    return Self.document(tree) + (texts.isEmpty ? "" : "data:\n" + texts)
  }

  private var job: JSONTree {
    let labels: JSONTree = ["app.kubernetes.io/name": "svctui-sweep"]
    // Another try would end the same way.
    let rules: JSONTree = [
      [
        "action": "FailIndex",
        "onExitCodes": [
          "containerName": "sweep", "operator": "In", "values": [1, 64, 65, 66],
        ],
      ]
    ]
    return [
      "apiVersion": "batch/v1", "kind": "Job", "metadata": ["labels": labels, "name": "\(name)"],
      "spec": [
        "backoffLimitPerIndex": 3, "completionMode": "Indexed",
        "completions": .integer(Int64(shards)), "parallelism": .integer(Int64(shards)),
        "podFailurePolicy": ["rules": rules],
        "template": ["metadata": ["labels": labels], "spec": podSpec],
      ],
    ]
  }

  private var podSpec: JSONTree {
    let mebibytes = Self.memoryMebibytes * jobs
    let security: JSONTree = [
      "allowPrivilegeEscalation": false, "capabilities": ["drop": ["ALL"]],
      "readOnlyRootFilesystem": true, "runAsNonRoot": true, "runAsUser": 65532,
      "seccompProfile": ["type": "RuntimeDefault"],
    ]
    let container: JSONTree = [
      "args": .array(arguments.map(JSONTree.string)), "command": ["svctui"],
      "image": .string(image), "name": "sweep",
      "resources": ["requests": ["cpu": "\(jobs)", "memory": "\(mebibytes)Mi"]],
      "securityContext": security,
      "volumeMounts": [["mountPath": "\(Self.folder)", "name": "sweep", "readOnly": true]],
    ]
    return [
      "automountServiceAccountToken": false, "containers": [container], "restartPolicy": "Never",
      "volumes": [volume],
    ]
  }

  private var volume: JSONTree {
    if let claim {
      let source: JSONTree = ["claimName": .string(claim), "readOnly": true]
      return ["name": "sweep", "persistentVolumeClaim": source]
    }
    let items = files.map { file -> JSONTree in
      ["key": .string(file.key), "path": .string(file.path)]
    }
    return ["configMap": ["items": .array(items), "name": "\(name)"], "name": "sweep"]
  }

  /// The kubelet puts the index in the place of its variable; any other dollar stays one.
  private var arguments: [String] {
    let own = (["sweep", scenarioPath] + words).map { $0.replacing("$(", with: "$$(") }
    let shard = "--shard=$(JOB_COMPLETION_INDEX)/\(shards)"
    return own + [shard, "--jobs=\(jobs)", "--output=json"]
  }
}
