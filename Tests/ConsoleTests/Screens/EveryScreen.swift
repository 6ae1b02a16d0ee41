import ClusterState
import Console
import VisitSupport

/// A screen there is, and how one comes to it.
struct EveryScreen: Sendable, CustomStringConvertible {
  var name: String
  /// What is pressed, from the shop with an Ingress on.
  var keys: String
  /// What the program around does last.
  var last: @Sendable (inout Person) -> Void = { _ in }

  var description: String { name }

  /// Somebody who sees it.
  func person(_ language: Language, _ size: Size = Size(columns: 80, rows: 24)) throws -> Person {
    var person = Person(ShopDocument.withIngress(), size: size, language: language)
    try person.press(keys)
    last(&person)
    return person
  }

  /// Each usual variant of it: the window grows while the screen is open.
  func frames() throws -> [(variant: ScreenVariant, frame: Frame)] {
    var persons: [Language: Person] = [:]
    for language in Language.allCases { persons[language] = try person(language) }
    return ScreenVariant.usual.compactMap { variant in
      persons[variant.language]?.press(.resize(variant.size))
      persons[variant.language]?.symbols = variant.isASCII ? .ascii : .unicode
      return persons[variant.language].map { (variant, $0.frame) }
    }
  }
}

extension EveryScreen {
  static let all = lists + texts + pictures + dialogs

  /// A stream, a kill after a bookmark, and the same in another mode in a branch of its own.
  static let history = """
    p Ctrl-T p wait:2000ms b Enter Tab Ctrl-K wait:3000ms p :rewind Space to Space mark-1 Enter \
    F Enter M p wait:1500ms Ctrl-K wait:1500ms p\u{20}
    """

  /// Requests on connections that stay, beside others, and a pod killed under them.
  static let keepAlive = """
    p :stream Space 90/s Space from Space node/node-a Space to Space svc/shop/web:80 Space \
    --requests-per-connection=1000 Space --connections=1 Space --clients=6 Space --name=kept \
    Enter :stream Space 20/s Space from Space outside Space to Space node/node-b:30080 Enter \
    p wait:2000ms :behave Space app=web Space --on-sigterm=ignore Enter \
    Tab j Ctrl-K wait:3000ms p\u{20}
    """

  /// Nobody serves the Service any more.
  static let emptied = """
    :scale Space deploy Space shop/web Space --replicas=0 Enter wait:40000ms p\u{20}
    """

  /// A pod is killed under a stream while the rules still lead to it.
  static let losing = "Ctrl-T wait:2000ms Tab Ctrl-K wait:4000ms p "

  private static let lists = [
    EveryScreen(name: "overview", keys: losing),
    EveryScreen(name: "services-list", keys: "p :svc Enter"),
    EveryScreen(name: "endpoints-list", keys: "p t Enter :endpoints Enter"),
    EveryScreen(name: "slices", keys: "p :eps Enter"),
    EveryScreen(name: "ingresses", keys: "p :ing Enter"),
    EveryScreen(name: "zones", keys: "p t Enter :zones Enter"),
    EveryScreen(name: "namespaces", keys: "p :namespaces Enter"),
    EveryScreen(name: "events-list", keys: "p Tab Ctrl-K wait:500ms :events Enter"),
    EveryScreen(name: "tree", keys: "p t Enter :xray Enter"),
    EveryScreen(name: "tree-routes", keys: "p :xray Space ing Enter g h"),
    EveryScreen(name: "faults", keys: "p Ctrl-Z"),
    EveryScreen(name: "pods", keys: "p :pods Enter"),
    EveryScreen(name: "workloads", keys: "p :deploy Enter"),
    EveryScreen(name: "nodes", keys: "p :nodes Enter"),
    EveryScreen(name: "ignored", keys: "p :ignored Enter"),
    EveryScreen(name: "delays", keys: "p :delays Enter j j j j"),
    EveryScreen(name: "connections", keys: keepAlive + ":connections Enter"),
    EveryScreen(name: "streams", keys: keepAlive + ":streams Enter"),
    EveryScreen(name: "marked", keys: "p :pods Enter Space j Space"),
  ]

  private static let texts = [
    EveryScreen(name: "yaml", keys: "p y j"),
    EveryScreen(name: "text-of-the-file", keys: "p :ignored Enter y"),
    EveryScreen(name: "describe", keys: "p t Enter d"),
    EveryScreen(name: "why-service", keys: "p w"),
    EveryScreen(name: "why-without-endpoints", keys: "p / empty Enter w"),
    EveryScreen(name: "why-outcome", keys: losing + "Tab j w"),
    EveryScreen(
      name: "trace",
      keys: "p :trace Space from Space outside Space to "
        + "Space node/node-b:30443 Enter"
    ),
    EveryScreen(name: "why-rule", keys: "p t Enter R } } } w"),
    EveryScreen(name: "explain", keys: "p :explain Space svc.spec Enter"),
    EveryScreen(name: "lint", keys: "p :lint Enter"),
    EveryScreen(name: "event", keys: "p Tab Ctrl-K wait:500ms :events Enter Enter"),
    EveryScreen(
      name: "refused",
      keys: "p :patch Space service Space shop/web Space -p Space "
        + "'{\"spec\":{\"clusterIP\":\"10.96.0.99\"}}' Enter"
    ),
  ]

  private static let pictures = [
    EveryScreen(name: "timeline", keys: history + "T"),
    EveryScreen(name: "comparison", keys: history + "C j j"),
    EveryScreen(name: "charts", keys: losing + ":traffic Enter"),
    EveryScreen(name: "charts-clients", keys: keepAlive + ":traffic Enter Shift-Tab Right"),
    EveryScreen(name: "map", keys: "Ctrl-T wait:2000ms :map Enter wait:1500ms p j"),
    EveryScreen(name: "matrix", keys: emptied + ":matrix Enter Right"),
    EveryScreen(name: "matrix-all", keys: "p :matrix Space all Enter j Right"),
    EveryScreen(name: "rules", keys: "p t Enter R j j"),
    EveryScreen(name: "rules-changed", keys: "R x e Escape wait:2000ms p j j"),
    EveryScreen(name: "rules-nftables", keys: "M t Enter p R v g Enter"),
    EveryScreen(name: "rules-ipvs", keys: keepAlive + "M R v j"),
    EveryScreen(name: "names", keys: "p :dns Enter j"),
    EveryScreen(name: "name-typed", keys: "p :dns Space pay.shop Enter"),
  ]

  private static let dialogs = [
    EveryScreen(name: "help", keys: "p ?"),
    EveryScreen(name: "menu", keys: "p m j j"),
    EveryScreen(name: "policies", keys: "p x e"),
    EveryScreen(name: "policies-refused", keys: "p / api Enter x e"),
    EveryScreen(name: "send-dialog", keys: "p t"),
    EveryScreen(name: "send-dialog-refused", keys: "p t 0 Enter"),
    EveryScreen(name: "traffic-dialog", keys: "p t Up Right Down Down Down 2 0"),
    EveryScreen(name: "scale-dialog", keys: "p s"),
    EveryScreen(name: "delete-dialog", keys: "p Tab Ctrl-D - 5 Enter"),
    EveryScreen(name: "delete-service", keys: "p Ctrl-D"),
    EveryScreen(name: "delete-marked", keys: "p :pods Enter Space j Ctrl-Space Ctrl-D"),
    EveryScreen(name: "behavior-dialog", keys: "p Tab :behave Enter Tab 4"),
    EveryScreen(name: "delay-dialog", keys: "p :delays Enter j Enter - 5 s Enter"),
    EveryScreen(name: "bookmark-dialog", keys: "wait:500ms p b no Space good Enter"),
    EveryScreen(name: "fork-dialog", keys: history + "T k k F"),
    EveryScreen(name: "stream-stop", keys: keepAlive + ":streams Enter Ctrl-D"),
    EveryScreen(name: "quit-question", keys: "p q"),
    EveryScreen(name: "command-prompt", keys: "p : s"),
    EveryScreen(name: "command-refused", keys: "p : dance Enter"),
    EveryScreen(name: "filter-refused", keys: "p / 'web('"),
    EveryScreen(name: "recovery", keys: "p") { person in
      person.offer(
        RecoveryOffer(began: Timestamp(microseconds: 0), commands: 3, notes: ["A note."])
      )
    },
    EveryScreen(name: "progress", keys: "p") { person in
      person.show(Progress("Taking up the visit again", part: 0.42))
    },
  ]
}
