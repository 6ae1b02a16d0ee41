/// A cluster, and what is done with it and expected of it: a scenario file.
package struct Scenario: Hashable, Sendable {
  /// Which cluster is opened.
  package enum ClusterReference: Hashable, Sendable {
    /// A file or folder, relative to the folder of the scenario.
    case path(String)
    /// An embedded demo.
    case demo(String)
  }

  /// What a line does once it is its turn.
  package enum Step: Hashable, Sendable {
    case instruction(Instruction)
    case expectation(Expectation)
    /// `mark [NAME]`: requests, events and time count from here on.
    case mark(String?)
  }

  /// A line that does something.
  package struct Line: Hashable, Sendable {
    /// From 1.
    package var number: Int
    /// As it stands in the file, without comment and blanks around it.
    package var text: String
    package var step: Step
  }

  /// The name of its file as given.
  package var name: String
  package var cluster: ClusterReference
  /// `nil` leaves it to the document.
  package var seed: UInt64?
  /// `nil` leaves it to the document.
  package var mode: ProxyMode?
  /// What its head names, with the values in force.
  package var parameters: [ScenarioParameter] = []
  /// Where the head names the cluster, from 1.
  package var clusterLine: Int
  package var lines: [Line]

  /// The one format there is.
  package static let format = 1
  /// What the file names end in.
  package static let suffix = ".scenario"
  /// Bytes of one file.
  package static let bytesMax = 4 << 20
  /// Lines of one file.
  package static let linesMax = 20_000
  /// Characters of one line.
  package static let lineLengthMax = 64_000
  /// Mistakes that are told at once; the rest is counted.
  package static let problemsMax = 100
}

/// Why a scenario cannot be played: all that is wrong with its file.
package struct ScenarioError: Error, Hashable, Sendable {
  /// A mistake and its place.
  package struct Problem: Hashable, Sendable, CustomStringConvertible {
    package var place: TextPlace
    package var message: String

    /// `web.scenario:12:8: "replcas" is not known here; did you mean --replicas?`.
    package var description: String {
      "\(place.file):\(place.line):\(place.column): \(message)"
    }
  }

  /// At least one, in the order of the lines, at most ``Scenario/problemsMax``.
  package var problems: [Problem]
  /// Further ones that are not told.
  package var untold = 0
}
