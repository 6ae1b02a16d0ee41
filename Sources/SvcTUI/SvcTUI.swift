import ArgumentParser

@main
struct SvcTUI: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "svctui",
    abstract: "See where every request goes: a flight simulator for Kubernetes Services.",
    discussion: """
      kubectl get nodes,pods,svc,endpointslices,deploy,rs,sts,ds,ing -A -o json | svctui -
      """,
    version: "0.1.0 (Kubernetes 1.36, svctui.dev/v1alpha1)",
    subcommands: [
      ExploreCommand.self, DemosCommand.self, ValidateCommand.self, EndpointsCommand.self,
      SendCommand.self, ScreenCommand.self, TerminalCheck.self,
    ],
    defaultSubcommand: ExploreCommand.self
  )
}
