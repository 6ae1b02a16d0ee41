internal import HashTreeCollections

/// The number of an object within its kind: dense, in order of creation, never reused.
package struct ObjectID<Object>: Hashable, Comparable, Sendable {
  package let index: Int

  package init(index: Int) {
    self.index = index
  }

  package static func < (left: Self, right: Self) -> Bool { left.index < right.index }
}

/// All objects of one kind, by number and by name.
package struct ObjectTable<Object: ClusterObject>: Equatable, Sendable {
  package typealias ID = ObjectID<Object>

  private var slots = ChunkedArray<Object?>()
  /// Whether each slot is filled: asked far more often than the slots themselves are read.
  private var isPresent = ChunkedArray<Bool>()
  private var numbers = TreeDictionary<ObjectName, ID>()

  package init() {}

  /// How many objects exist now.
  package var count: Int { numbers.count }
  package var isEmpty: Bool { numbers.isEmpty }

  /// Numbers of the existing objects, oldest first.
  package var ids: [ID] {
    var ids: [ID] = []
    ids.reserveCapacity(count)
    for index in isPresent.indices where isPresent[index] { ids.append(ID(index: index)) }
    return ids
  }

  /// The number that the next inserted object gets.
  package var nextID: ID { ID(index: slots.count) }

  package func id(_ key: ObjectName) -> ID? { numbers[key] }

  /// The object of this number; lent rather than copied, so that a single field costs little.
  package subscript(id: ID) -> Object? {
    _read {
      if id.index < slots.count {
        yield slots[id.index]
      } else {
        yield nil
      }
    }
  }

  package subscript(key: ObjectName) -> Object? {
    numbers[key].flatMap { self[$0] }
  }

  /// Adds an object whose name is free in its namespace.
  package mutating func insert(_ object: Object) -> ID {
    let id = nextID
    let previous = numbers.updateValue(id, forKey: object.key)
    precondition(previous == nil, "\(Object.kind) \(object.key) exists twice")
    slots.append(object)
    isPresent.append(true)
    return id
  }

  /// The index of names over objects that will be the first of a table, in this order.
  static func names(of objects: [Object]) -> TreeDictionary<ObjectName, ID> {
    var names = TreeDictionary<ObjectName, ID>()
    for index in objects.indices {
      let key = objects[index].key
      let previous = names.updateValue(ID(index: index), forKey: key)
      precondition(previous == nil, "\(Object.kind) \(key) exists twice")
    }
    return names
  }

  /// Fills an empty table with many objects, which are moved rather than copied.
  mutating func fill(
    moving objects: inout [Object],
    names: TreeDictionary<ObjectName, ID>
  ) {
    precondition(slots.indices.isEmpty, "only an empty table can be filled")
    numbers = names
    for index in objects.indices {
      slots.append(nil)
      isPresent.append(true)
      slots[index] = objects[index]
    }
    objects = []
  }

  /// Changes an existing object in place; its name must stay.
  package mutating func update<Result>(_ id: ID, _ body: (inout Object) -> Result) -> Result? {
    guard var object = self[id] else { return nil }
    // Emptied meanwhile, so that the object's own arrays have one owner and change in place.
    slots[id.index] = nil
    defer { slots[id.index] = object }
    return body(&object)
  }

  package mutating func remove(_ id: ID) {
    guard let object = self[id] else { return }
    numbers[object.key] = nil
    slots[id.index] = nil
    isPresent[id.index] = false
  }
}
