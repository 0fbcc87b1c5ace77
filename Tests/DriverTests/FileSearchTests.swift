import Foundation
import Testing

@testable import RejotDriver

/// Which files a project's patterns name.
@Suite struct FileSearchTests {
  private func search(
    _ folder: ProjectFolder, _ pattern: String, excluded: [String] = []
  ) -> FileSearch.Result {
    FileSearch(
      root: folder.url.path, excluded: excluded.map { folder.url.appending(path: $0).path },
      endings: [".sql", ".yaml"]
    ).files(matching: pattern)
  }

  private func link(_ folder: ProjectFolder, _ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.url.appending(path: path).path, withDestinationPath: target)
  }

  @Test func foldersAreSearchedRecursively() throws {
    let folder = try ProjectFolder([
      ("c/z.sql", ""), ("c/a/b.yaml", ""), ("c/.hidden/x.sql", ""), ("c/notes.md", ""),
      ("c/out/y.sql", ""), ("other/w.sql", ""),
    ])
    #expect(search(folder, "c", excluded: ["c/out"]).files.sorted() == ["c/a/b.yaml", "c/z.sql"])
    #expect(search(folder, "./c/").files.contains("c/z.sql"))
    #expect(search(folder, "c/z.sql").files == ["c/z.sql"])
    #expect(search(folder, "c/*.sql").files == ["c/z.sql"])
    #expect(search(folder, "c/**/*.yaml").files == ["c/a/b.yaml"])
    #expect(search(folder, "**/?.sql").files.count == 3)
    #expect(search(folder, "nowhere").files.isEmpty)
  }

  @Test func linksStayInsideTheProject() throws {
    let outside = try ProjectFolder([("secret.sql", ""), ("more/deep.sql", "")])
    let folder = try ProjectFolder([("c/a.sql", ""), ("shared/b.sql", "")])
    try link(folder, "c/inside", to: "../shared")
    try link(folder, "c/loop", to: "..")
    try link(folder, "c/out.sql", to: outside.url.path + "/secret.sql")
    try link(folder, "c/more", to: outside.url.path + "/more")
    try link(folder, "c/dangling.sql", to: "nowhere")
    let found = search(folder, "c")
    #expect(Set(found.files) == ["c/a.sql", "c/inside/b.sql"])
    #expect(found.outsideLinks == ["c/more", "c/out.sql"])
  }

  @Test(arguments: [
    ("a*c", "abc", true), ("a*c", "abcd", false), ("*", "a/b", false), ("**", "a/b", true),
    ("**/b", "b", true), ("a/**/b", "a/x/y/b", true), ("a/**/b", "ab", false), ("?", "é", true),
    ("*a*a*a*b", String(repeating: "a", count: 2000), false),
  ])
  func globsMatch(_ pattern: String, _ path: String, _ matches: Bool) throws {
    #expect(try #require(Glob(pattern)).matches(path) == matches)
  }

  @Test func pathsAreNormalised() {
    #expect(Path.normalised("./a//b/../c/") == "a/c")
    #expect(Path.normalised("../a/..") == "..")
    #expect(Path.normalised("/../a") == "/a")
    #expect(Path.normalised(".") == ".")
    #expect(!Path.isInside("/ab", "/a"))
    #expect(Path.isInside("/a/b", "/a"))
  }

  @Test func variablesAreFilledIn() {
    let url = URLTemplate("postgresql://${USER_NAME}:${PASS:-}@${HOST:-localhost}/db")
    #expect(url.unset(in: [:]) == ["USER_NAME"])
    #expect(url.resolved(in: ["USER_NAME": "a", "HOST": "h"]) == "postgresql://a:@h/db")
    #expect(url.resolved(in: ["USER_NAME": "a", "HOST": ""]) == "postgresql://a:@localhost/db")
    #expect(!url.isChosen(by: ["USER_NAME": "a"]))
    #expect(url.isChosen(by: ["USER_NAME": "a", "PASS": "b", "HOST": "c"]))
    #expect(!URLTemplate("postgresql://localhost/db").isChosen(by: [:]))
  }
}
