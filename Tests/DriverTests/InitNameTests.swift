import Foundation
import Testing

@testable import RejotDriver

/// What a new project is called, and where it finds the package it is built with.
@Suite struct InitNameTests {
  private let parent: ProjectFolder

  init() throws {
    parent = try ProjectFolder([("notes.txt", "")])
  }

  @Test(arguments: [
    ("shop", "shop"), ("My Shop", "my-shop"), ("Größe_2", "grosse-2"), ("a  b--c.", "a-b-c"),
    ("Ærø Łódź", "aero-lodz"), ("cafe\u{301}", "cafe"), ("٣ tables", "3-tables"),
    ("rocket 🚀", "rocket"),
  ])
  func aFolderGivesASlug(_ folder: String, _ slug: String) {
    #expect(ProjectSlug.made(from: folder) == slug)
  }

  @Test(arguments: [
    ("проект", "my-project"), ("..", "my-project"), ("日本 shop", "shop"),
    (String(repeating: "a", count: 60), String(repeating: "a", count: 50)),
  ])
  func anotherIsOfferedOne(_ folder: String, _ offered: String) {
    #expect(ProjectSlug.made(from: folder) == nil)
    #expect(ProjectSlug.offered(for: folder) == offered)
  }

  @Test func aFolderThatGivesNoNameIsRefused() throws {
    let run = try RejotcProcess(["init", "проект"], in: parent.url)
    #expect(run.status == 2)
    #expect(
      run.errors == """
        error: no project can be named after the folder "проект" [wrong-usage]
        note: a project is named by lower-case letters, digits and - between them, or "@org/name", \
        at most 50 of them
        help: name it: --name my-project

        1 error; nothing written

        """)
    #expect(!FileManager.default.fileExists(atPath: parent.url.appending(path: "проект").path))
    let named = try RejotcProcess(["init", "проект", "--name", "shop"], in: parent.url)
    #expect(named.status == 0)
    #expect(try parent.text("проект/rejot.yaml").contains("project: shop\n"))
  }

  @Test(arguments: ["My Shop", "-x", "x-", "@acme", String(repeating: "a", count: 51)])
  func aNameThatIsNoneIsRefused(_ name: String) throws {
    let run = try RejotcProcess(["init", "shop", "--name=\(name)"], in: parent.url)
    #expect(run.status == 2)
    #expect(run.errors.contains("this is no name for a project [wrong-usage]"))
  }

  @Test func anOrganisationsProjectIsQuoted() throws {
    let run = try RejotcProcess(["init", "shop", "--name", "@acme/web-shop"], in: parent.url)
    #expect(run.status == 0)
    #expect(run.output.contains("swift run web-shop-sync run --setup\n"))
    #expect(try parent.text("shop/rejot.yaml").contains("project: \"@acme/web-shop\"\n"))
    #expect(
      try parent.text("shop/Sources/web-shop-sync/main.swift").contains(
        "SyncService.main(AcmeWebShopRegistry.registry)"))
    let check = try RejotcProcess(["check"], in: parent.url.appending(path: "shop"))
    #expect(check.status == 0)
  }

  // MARK: The package

  /// Something that looks like the package, at a path of a test's own.
  private func makePackage(_ path: String) throws {
    try parent.write("\(path)/Package.swift", "// the product \"RejotRuntime\"\n")
    try parent.write("\(path)/Sources/RejotRuntime/Registry.swift", "")
  }

  private func packageLine(_ project: String) throws -> String? {
    try parent.text("\(project)/Package.swift").split(separator: "\n")
      .first { $0.hasPrefix("let copy = ") }.map(String.init)
  }

  @Test func aRelativePathCountsFromTheProject() throws {
    try makePackage("rejotc copy")
    let run = try RejotcProcess(
      ["init", "deep/shop", "--package-path", "rejotc copy"], in: parent.url)
    #expect(run.status == 0)
    #expect(try packageLine("deep/shop") == #"let copy = "../../rejotc copy""#)
  }

  @Test func anAbsolutePathStaysAsItIs() throws {
    try makePackage("rejotc")
    let path = parent.url.path + "/rejotc"
    let run = try RejotcProcess(["init", "shop", "--package-path", path], in: parent.url)
    #expect(run.status == 0)
    #expect(try packageLine("shop") == "let copy = \"\(path)\"")
  }

  /// The literal holds the path; SwiftPM cannot build there whatever the literal is.
  @Test func quotesInThePathAreEscapedAndWarnedOf() throws {
    try makePackage(#"a"b'c"#)
    let run = try RejotcProcess(["init", "shop", "--package-path", #"a"b'c"#], in: parent.url)
    #expect(run.status == 0)
    #expect(try packageLine("shop") == #"let copy = "../a\"b'c""#)
    #expect(
      run.errors.hasPrefix(
        #"warning: swift build cannot read the path of rejotc, for it holds " [path-not-buildable]"#
      ), "\(run.errors)")
  }

  /// SwiftPM would look for the runtime in the project itself.
  @Test func aFolderCalledLikeThePackagesIsRefused() throws {
    try makePackage("copies/Shop")
    let run = try RejotcProcess(
      ["init", "shop", "--package-path", "copies/Shop"], in: parent.url)
    #expect(run.status == 2)
    #expect(
      run.errors.hasPrefix(
        "error: the project's folder and that of the Swift package rejotc are both called \"shop\""),
      "\(run.errors)")
    #expect(!FileManager.default.fileExists(atPath: parent.url.appending(path: "shop").path))
  }

  @Test func aPathWithoutThePackageIsRefused() throws {
    let missing = try RejotcProcess(["init", "shop", "--package-path", "nowhere"], in: parent.url)
    #expect(missing.status == 2)
    #expect(
      missing.errors == """
        error: --package-path nowhere: nothing is there [wrong-usage]
        help: name the folder of rejotc's own Package.swift

        1 error; nothing written

        """)
    let other = try RejotcProcess(["init", "shop", "--package-path", "."], in: parent.url)
    #expect(other.errors.contains("this is not the Swift package rejotc"))
  }

  /// A copy of the program that does not lie in the package any more.
  @Test func withoutAPackageAroundItAPathIsAskedFor() throws {
    let run = try RejotcProcess(["init", "shop"], in: parent.url, isAlone: true)
    #expect(run.status == 2)
    #expect(run.errors.contains("help: name a copy of the package: --package-path FOLDER\n"))
  }

  @Test func projectAndCatalogAreNoOptionsHere() throws {
    for arguments in [["--project", "shop"], ["--catalog", "live"]] {
      let run = try RejotcProcess(["init"] + arguments, in: parent.url)
      #expect(run.status == 2)
      #expect(run.errors.hasPrefix("Error: init "))
    }
  }
}
