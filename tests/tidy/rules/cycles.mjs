/** The cycles of a graph (node → targets), one for each strongly connected group. */
export function cyclesOf(graph) {
  const state = { graph, index: 0, stack: [], nodes: new Map(), groups: [] };
  for (const node of graph.keys()) {
    if (!state.nodes.has(node)) connect(state, node);
  }
  return state.groups
    .filter((group) => group.length > 1 || graph.get(group[0])?.includes(group[0]))
    .map((group) => walkOf(graph, group));
}

// Tarjan's algorithm.
function connect(state, node) {
  const entry = { index: state.index, low: state.index, onStack: true };
  state.index++;
  state.nodes.set(node, entry);
  state.stack.push(node);
  for (const target of state.graph.get(node) ?? []) {
    const known = state.nodes.get(target);
    if (known === undefined) {
      entry.low = Math.min(entry.low, connect(state, target).low);
    } else if (known.onStack) {
      entry.low = Math.min(entry.low, known.index);
    }
  }
  if (entry.low === entry.index) {
    const group = state.stack.splice(state.stack.indexOf(node));
    for (const member of group) state.nodes.get(member).onStack = false;
    state.groups.push(group);
  }
  return entry;
}

// The shortest way from the first member back to itself, to show where to cut.
function walkOf(graph, group) {
  const inside = new Set(group);
  const start = [...group].sort()[0];
  const cameFrom = new Map();
  const queue = [start];
  while (queue.length > 0) {
    const node = queue.shift();
    for (const target of graph.get(node) ?? []) {
      if (target === start) return pathTo(cameFrom, node, start);
      if (inside.has(target) && !cameFrom.has(target)) {
        cameFrom.set(target, node);
        queue.push(target);
      }
    }
  }
  return [...group, start];
}

function pathTo(cameFrom, node, start) {
  const path = [start];
  for (let at = node; at !== start; at = cameFrom.get(at)) path.splice(1, 0, at);
  return [...path.slice(0, 1), ...path.slice(1), start];
}
