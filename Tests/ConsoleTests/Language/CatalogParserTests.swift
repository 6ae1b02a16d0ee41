import Console
import Testing

/// Catalogs as translators write them.
@Suite struct CatalogParserTests {
  @Test func `pairs are read, over several lines, with escapes and comments`() throws {
    let catalog = try Catalog(
      #"""
      # A comment, and the heading of gettext.
      msgid ""
      msgstr "Content-Type: text/plain; charset=UTF-8\n"

      #. A remark of a tool's.
      msgid "{1} is ready"
      msgstr "{1|이|가} 준비됨"

      msgid ""
      "say \"{1}\" "
      "or \\n"
      msgstr ""
      "\"{1}\"이나 "
      "\\n\n"
      """#
    )
    #expect(catalog["{1} is ready"] == "{1|이|가} 준비됨")
    #expect(catalog["say \"{1}\" or \\n"] == "\"{1}\"이나 \\n\n")
    #expect(catalog.entries.map(\.template) == ["{1} is ready", "say \"{1}\" or \\n"])
    #expect(catalog[""] == nil)
  }

  @Test func `an entry without words is known and counts as missing`() throws {
    let catalog = try Catalog("msgid \"lost\"\nmsgstr \"\"\nmsgid \"sent\"\nmsgstr \"보냄\"")
    #expect(catalog["lost"] == nil && catalog["sent"] == "보냄")
    #expect(catalog.entries.count == 2)
  }

  @Test(
    arguments: [
      ("msgid \"a\"\nmsgstr b", 2), ("# x\n\nmsgid \"a", 3), ("msgctxt \"a\"", 1),
      ("msgid \"", 1), ("\"a\"", 1), ("msgid \"a\"\nmsgstr \"b\"\n\nfuzzy", 4),
    ]
  )
  func `what is no catalog is told with its line`(text: String, line: Int) {
    let error = #expect(throws: CatalogError.self) { try Catalog(text) }
    #expect(error?.line == line)
    #expect(error?.reason.isEmpty == false)
  }
}
