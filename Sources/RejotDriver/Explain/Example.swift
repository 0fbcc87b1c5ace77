/// A mistake over ``ExampleProject``, what rejotc prints about it, and the repaired form. A test
/// compiles both: the first gives exactly this text, the second no finding.
package struct Example: Sendable {
  /// A file of the project, whole.
  package struct File: Sendable {
    package let path: String
    package let text: String

    init(_ path: String, _ text: String) {
      self.path = path
      self.text = text + "\n"
    }

    static func project(_ text: String) -> File { File("rejot.yaml", text) }
    static func customer(_ text: String) -> File { File("contracts/customer.sql", text) }
    static func customerYAML(_ text: String) -> File { File("contracts/customer.yaml", text) }
    static func test(_ text: String) -> File { File("tests/customers.yaml", text) }
    static func crm(_ text: String) -> File { File("contracts/crm.sql", text) }
  }

  /// A command line.
  package struct Command: Sendable {
    /// Without the program's name.
    package let arguments: [String]
    /// Variables that are set for it.
    package let environment: [String: String]

    init(_ arguments: String..., environment: [String: String] = [:]) {
      self.arguments = arguments
      self.environment = environment
    }

    static let check = Command("check")
    /// Against what was built first.
    static let checkChange = Command("check", "--against", "generated")
    /// The same, harmless changes among them.
    static let diff = Command("diff", "--against", "generated")
    /// What is run first where a project is built before.
    package static let build = Command("build")

    /// As it is typed.
    package var words: String {
      (environment.sorted { $0.key < $1.key }.map { "\($0.key)='\($0.value)'" } + ["rejotc"]
        + arguments.map(ShellWord.quoted)).joined(separator: " ")
    }
  }

  /// The project as it is without ``wrong`` was built first: there is a lock of it.
  package let isBuiltBefore: Bool
  /// What it was built with instead of files of the examples' project, or beside them.
  package let before: [File]
  package let wrong: [File]
  package let command: Command
  /// The finding as the text format prints it.
  package let printed: String
  /// Nil where the command is what is repaired.
  package let repaired: [File]
  package let repairedBy: [Command]

  init(
    isBuiltBefore: Bool = false, before: [File] = [], wrong: [File] = [], command: Command = .check,
    printed: String,
    repaired: [File] = [],
    repairedBy: [Command] = [.check]
  ) {
    self.isBuiltBefore = isBuiltBefore
    self.before = before
    self.wrong = wrong
    self.command = command
    self.printed = printed + "\n"
    self.repaired = repaired
    self.repairedBy = repairedBy
  }
}

extension Example {
  /// What stands before the files of an example that is built first.
  static let builtBefore = "The project of the examples was built; then this was changed:"

  /// The same of a project with files of its own, which come between.
  static let builtWith = (
    "The project of the examples was built with this:", "Then this was changed:"
  )

  /// The project as it was built with some files written anew, or beside the others.
  package func files(changing files: [File]) -> [File] {
    ExampleProject.files(
      with: before.filter { old in !files.contains { $0.path == old.path } } + files)
  }

  /// The files of the repaired form. Where a command repairs, it repairs what is there.
  package var repairedFiles: [File] { repaired.isEmpty && isBuiltBefore ? wrong : repaired }
}
