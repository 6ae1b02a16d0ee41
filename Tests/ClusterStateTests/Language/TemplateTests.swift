import ClusterState
import Testing

/// Places in the words of a language, and the particles that follow them in Korean.
@Suite struct TemplateTests {
  /// What a language with these words for everything says of a sentence.
  private func said(_ sentence: Sentence, as words: String) -> String {
    sentence.said { template in template == "{1}" ? template : words }
  }

  @Test(
    arguments: [
      // Hangul: by the last syllable's final consonant.
      ("파드", "파드는 파드가 파드를 파드와 파드로"), ("노드 셋", "노드 셋은 노드 셋이 노드 셋을 노드 셋과 노드 셋으로"),
      ("서울", "서울은 서울이 서울을 서울과 서울로"),
      // Digits as they are read: 0 영, 1 일, 2 이, 3 삼, 6 육, 7 칠.
      ("shop/web", "shop/web은 shop/web이 shop/web을 shop/web과 shop/web으로"),
      ("app", "app은 app이 app을 app과 app으로"),
      ("checkout", "checkout은 checkout이 checkout을 checkout과 checkout으로"),
      ("client", "client는 client가 client를 client와 client로"),
      ("cart", "cart는 cart가 cart를 cart와 cart로"),
      ("slice", "slice는 slice가 slice를 slice와 slice로"),
      ("node", "node는 node가 node를 node와 node로"),
      ("zone", "zone은 zone이 zone을 zone과 zone으로"),
      ("table", "table은 table이 table을 table과 table로"),
      ("IP", "IP는 IP가 IP를 IP와 IP로"),
      ("50 %", "50 %는 50 %가 50 %를 50 %와 50 %로"),
      ("pinging", "pinging은 pinging이 pinging을 pinging과 pinging으로"),
      ("blog", "blog는 blog가 blog를 blog와 blog로"),
      ("web-0", "web-0은 web-0이 web-0을 web-0과 web-0으로"),
      ("web-1", "web-1은 web-1이 web-1을 web-1과 web-1로"),
      ("web-2", "web-2는 web-2가 web-2를 web-2와 web-2로"),
      ("web-3", "web-3은 web-3이 web-3을 web-3과 web-3으로"),
      ("web-6", "web-6은 web-6이 web-6을 web-6과 web-6으로"),
      ("10.0.0.7", "10.0.0.7은 10.0.0.7이 10.0.0.7을 10.0.0.7과 10.0.0.7로"),
      // Latin letters: l is ㄹ, m and n are consonants, all others count as vowels.
      ("Local", "Local은 Local이 Local을 Local과 Local로"),
      ("main", "main은 main이 main을 main과 main으로"),
      ("Service", "Service는 Service가 Service를 Service와 Service로"),
      // What is not spoken does not count.
      ("web (2)", "web (2)는 web (2)가 web (2)를 web (2)와 web (2)로"),
      ("\"main\"", "\"main\"은 \"main\"이 \"main\"을 \"main\"과 \"main\"으로"),
      ("", "는 가 를 와 로"),
    ]
  )
  func `particles suit the end of what is put in`(name: String, result: String) {
    let words = "{1|은|는} {1|이|가} {1|을|를} {1|과|와} {1|으로|로}"
    #expect(said("\(name) is there", as: words) == result)
  }

  @Test func `places may stand in any order, and more than once`() {
    let sentence: Sentence = "\("web-1") moved from \("node-a") to \("node-b")"
    #expect(sentence.template == "{1} moved from {2} to {3}")
    #expect(
      said(sentence, as: "{2}에서 {3|으로|로}: {1}, {1}") == "node-a에서 node-b로: web-1, web-1"
    )
  }

  @Test(arguments: ["{3} {1}", "{0} {1}", "{x} {1}", "{} {1}", "{1|은} x {1}", "{ {1}", "} {1}"])
  func `what is no place of the sentence stays as it is written`(words: String) {
    let kept = words.dropLast("{1}".count)
    #expect(said("\("web") is ready", as: words) == kept + "web")
  }

  @Test func `what is put in is not read as words`() {
    #expect(said("\("{2}") and \("b")", as: "{1} 및 {2}") == "{2} 및 b")
  }

  @Test func `two pieces of one sentence count their places on`() {
    let sentence: Sentence = "\("a") goes to \("b")" + ", not to \("c")"
    #expect(sentence.template == "{1} goes to {2}, not to {3}")
    #expect(sentence.english == "a goes to b, not to c")
  }

  @Test func `sentences that are put in are said in the language of the whole`() {
    let inner: Sentence = "\("web") is ready"
    let words = ["{1} is ready": "{1|이|가} 준비됨", "now: {1}": "지금: {1}"]
    let sentence: Sentence = "now: \(inner)"
    #expect(sentence.said { words[$0] ?? $0 } == "지금: web이 준비됨")
    #expect(sentence.english == "now: web is ready")
  }

  @Test func `a count has the noun in the right number, in groups or not`() {
    #expect(Sentence(counting: 1, "pod").template == "{1} pod")
    #expect(Sentence(counting: 1_200, "pod").english == "1,200 pods")
    #expect(Sentence(counting: 1_200, "pod", isGrouped: false).english == "1200 pods")
  }
}
