/** Strongly connected components, callees first: Tarjan's algorithm (SIAM J. Computing 1972) without recursion. */

/** Groups `nodes` so that a group comes after all groups it points to. */
export function components<T>(nodes: Iterable<T>, successors: (node: T) => Iterable<T>): T[][] {
  const index = new Map<T, number>();
  const low = new Map<T, number>();
  const onStack = new Set<T>();
  const stack: T[] = [];
  const found: T[][] = [];

  for (const start of nodes) {
    if (index.has(start)) continue;
    const work: { readonly node: T; readonly rest: Iterator<T> }[] = [];
    const open = (node: T) => {
      index.set(node, index.size);
      low.set(node, index.get(node) as number);
      stack.push(node);
      onStack.add(node);
      work.push({ node, rest: successors(node)[Symbol.iterator]() });
    };
    open(start);
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const { node } = top;
      const step = top.rest.next();
      if (!step.done) {
        if (!index.has(step.value)) open(step.value);
        else if (onStack.has(step.value)) lower(node, index.get(step.value) as number);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) lower(parent.node, low.get(node) as number);
      if (low.get(node) === index.get(node)) found.push(popUpTo(node));
    }
  }
  return found;

  function lower(node: T, value: number): void {
    low.set(node, Math.min(low.get(node) as number, value));
  }
  function popUpTo(node: T): T[] {
    const group: T[] = [];
    for (;;) {
      const last = stack.pop() as T;
      onStack.delete(last);
      group.push(last);
      if (last === node) return group;
    }
  }
}
