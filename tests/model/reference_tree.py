"""What the timeline should be: plain nodes with parents, that know nothing of blocks."""

from dataclasses import dataclass, field


@dataclass(eq=False)
class Node:
    """One entry: a value, the action it belongs to, the child visited last."""

    value: float
    action: int
    parent: "Node | None" = None
    stepwise: bool = False
    next: "Node | None" = None
    children: list["Node"] = field(default_factory=list)

    @property
    def is_first(self):
        return self.parent is None or self.parent.action != self.action

    @property
    def continuation(self):
        """The entry that follows in the same action, if there is one."""
        return next((c for c in self.children if c.action == self.action), None)

    def branch(self):
        return [self, *(node for child in self.children for node in child.branch())]


class ReferenceTree:
    """Where we are among nodes, and where each verb leads."""

    def __init__(self):
        self.root = self.now = Node(0.0, action=0)
        self.actions = 0
        self.values = 0
        self.left_at = {0: self.root}  # of each action the node where we were last

    def visit(self, node):
        """Make the path to a node the active one."""
        self.now, seen = node, set()
        while True:
            if node.action not in seen:
                seen.add(node.action)
                self.left_at[node.action] = node
            if node.parent is None:
                return
            node.parent.next = node
            node = node.parent

    def grow(self, length, *, stepwise=False):
        """Add the entries of one action, and return their values."""
        if not (stepwise and self.now.stepwise and self.now.continuation is None):
            self.actions += 1
            action = self.actions
        else:
            action = self.now.action
        values = []
        for _ in range(length):
            self.values += 1
            node = Node(float(self.values), action, self.now, stepwise)
            self.now.children.append(node)
            self.visit(node)
            values.append(node.value)
        return values

    def undone(self):
        node = self.now
        if node.stepwise:
            return node.parent
        while node is not None and node.action == self.now.action:
            node = node.parent
        return node

    def redone(self):
        child = self.now.next
        if child is None or child.stepwise:
            return child
        if child.action != self.now.action:
            return self.left_at[child.action]
        while child.next is not None and child.next.action == child.action:
            child = child.next
        return child

    def prune(self, node):
        lost = set(node.branch())
        parent = node.parent
        if self.now in lost:
            self.visit(parent)
        parent.children.remove(node)
        if parent.next is node:
            following = parent.continuation
            if following is None and parent.children:
                following = parent.children[-1]
            parent.next = following

    def path(self):
        """Return the values along the active path."""
        values, node = [], self.root
        while node is not None:
            values.append(node.value)
            node = node.next
        return values

    def past(self):
        """Return the values from here back to the root."""
        values, node = [], self.now
        while node is not None:
            values.append(node.value)
            node = node.parent
        return values
