@main struct SvcTUIBenchmarks { static func main() {} }
