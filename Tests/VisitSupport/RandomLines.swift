import ClusterState

/// Commands for whoever presses everything, right ones and wrong ones.
enum RandomLines {
  private static let shown = [
    "pods", "nodes", "deploy", "ignored", "svc", "ns shop", "ns all", "yaml", "events", "timeline",
    "delays", "connections", "conn web", "xray", "xray svc", "xray ing", "zones", "namespaces",
    "eps", "endpoints", "ing", "get svc -A", "get pods -n shop -l app=web", "faults", "policies",
    "overview", "explain svc.spec", "describe svc shop/web", "traffic", "map", "matrix",
    "matrix all", "dns", "dns web.shop", "dns 10.96.0.11 ptr", "streams", "behave", "lint", "why",
    "menu", "help", "edit", "edit svc shop/web", "trace from outside to node/node-b:30080",
    "lang", "lang ko", "lang en", "describe", "copy", "alias", "themes", "theme light", "present",
    "theme none", "record x",
  ]
  private static let arranged = [
    "filter web", "filter name:^w", "filter a(", "filter !a", "filter -l app=web", "filter -f wb",
    "sort age", "sort name", "sort requests", "sort ip", "wide", "mark", "mark range", "unmark",
  ]
  private static let changes = [
    "scale deploy shop/web --replicas=5", "delete service shop/api", "mode ipvs", "mode nftables",
    "delete pod shop/db-0 --force", "delete statefulset shop/db", "delete pod", "restart",
    "label pod shop/db-1 app=x", "rollout restart deployment shop/api", "rollout status x",
    "node down node-b", "node up node-b", "cordon node-a", "drain node-a", "uncordon node-a",
    "patch service shop/web -p '{\"spec\":{\"externalTrafficPolicy\":\"Local\"}}'",
    "patch service shop/web -p '{'", "ready pod shop/db-1 off", "behave app=web --concurrency=1",
    "behave app=web --concurrency=1 --service-time=20ms --on-sigterm=ignore", "perfect on",
    "perfect off", "delay imagePull 5s", "delay imagePull default", "dance", "delete", "",
  ]
  private static let traffic = [
    "send 50 from outside to node/node-b:30080", "send 1000", "stream 30",
    "stream 50/s from node/node-a to svc/shop/cart:80", "stream stop to svc/shop/cart:80",
    "stream 40/s from node/node-b to svc/shop/web:80 --requests-per-connection=9 --name=kept",
    "send 5 from pod/shop/client to svc/shop/empty:80",
  ]
  private static let time = [
    "step", "pause", "speed 100", "speed 1", "speed max", "compare", "compare main main", "back",
    "bookmark here", "fork other", "branch main", "rewind to here", "rewind after 1", "undo",
    "redo", "next",
  ]
  private static let all = [shown, arranged, changes, traffic, time]

  static func next(_ generator: inout SeededGenerator) -> String {
    let group = RandomInput.any(all, &generator)
    return RandomInput.any(group, &generator)
  }
}
