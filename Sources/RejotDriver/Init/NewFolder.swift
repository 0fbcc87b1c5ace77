/// The folder of a new project: all of its files are written or none, and nothing that is there is
/// touched.
struct NewFolder {
  /// Absolute; it need not be there.
  let folder: String

  /// What stands where one of these files, a folder above it, or the output folder is to be: one
  /// sentence each, in the order of the paths.
  func obstacles(to files: [String], folder output: String) -> [String] {
    var found: [String: String] = [:]
    for path in files {
      if kind(path) != nil { found[path] = "\(path) is there" }
      var parent = Path.parent(of: path)
      while parent != "." {
        // A link would lead the files to another place.
        if let kind = kind(parent), kind != .folder {
          found[parent] = "\(parent) is there, and is no folder"
        }
        parent = Path.parent(of: parent)
      }
    }
    if isOccupied(output) { found[output] = "\(output) is there" }
    return found.sorted { Path.precedes($0.key, $1.key) }.map(\.value)
  }

  private func kind(_ path: String) -> Disk.Kind? { Disk.kind(Path.join(folder, path)) }

  /// Whether something is there other than an empty folder.
  private func isOccupied(_ path: String) -> Bool {
    guard let kind = kind(path) else { return false }
    return kind != .folder || (try? Disk.names(in: Path.join(folder, path)).isEmpty) != true
  }

  /// Writes the files. After a failure everything is as it was.
  func write(_ files: [NewFile]) throws(DiskError) -> Written {
    var written = Written()
    do throws(DiskError) {
      written.folders += try Disk.createFolders(folder)
      for file in files {
        let path = Path.join(folder, file.path)
        written.folders += try Disk.createFolders(Path.parent(of: path))
        // A file that cannot be written to its end is there already.
        written.files.append(path)
        do throws(DiskError) {
          try Disk.create(path, Array(file.text.utf8))
        } catch {
          // Someone else was faster: theirs to keep.
          if error.isExisting { written.files.removeLast() }
          throw error
        }
      }
    } catch {
      written.remove()
      throw error
    }
    return written
  }

  /// What was made, to be able to take it back.
  struct Written {
    fileprivate(set) var files: [String] = []
    /// Outermost first.
    fileprivate(set) var folders: [String] = []

    func remove() {
      for file in files { try? Disk.remove(file) }
      for folder in folders.reversed() { Disk.removeEmptyFolder(folder) }
    }
  }
}
