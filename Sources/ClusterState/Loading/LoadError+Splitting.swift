import CSimdJSON

extension Malformation {
  /// What made the splitter stop at `byte`.
  init(_ result: svctui_json_split_result, byte: UInt8, startLine: Int) {
    self =
      switch Int(result.status) {
      case SVCTUI_JSON_CUT_OFF: .cutOff(startLine: startLine)
      case SVCTUI_JSON_MISMATCHED: .mismatchedBracket(byte)
      case SVCTUI_JSON_TOO_DEEP: .tooDeep
      default: .unexpected(byte)
      }
  }
}
