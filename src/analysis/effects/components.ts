/** Strongly connected components, callees first: Tarjan's algorithm (SIAM J. Computing 1972) without recursion. */

/** Groups `nodes` so that a group comes after all groups it points to; what else `successors` gives is passed over. */
export function components<T>(nodes: ReadonlySet<T>, successors: (node: T) => Iterable<T>): T[][] {
  /** In which order they are reached; everything else is kept by that number. */
  const index = new Map<T, number>();
  const low: number[] = [];
  const onStack: boolean[] = [];
  const stack: T[] = [];
  const found: T[][] = [];
  const work: { readonly node: T; readonly at: number; readonly rest: Iterator<T> }[] = [];

  for (const start of nodes) {
    if (index.has(start)) continue;
    open(start);
    for (let top = work.at(-1); top; top = work.at(-1)) {
      const step = top.rest.next();
      if (!step.done) {
        look(top.at, step.value);
        continue;
      }
      work.pop();
      const parent = work.at(-1);
      if (parent) lower(parent.at, low[top.at] as number);
      if (low[top.at] === top.at) found.push(popUpTo(top.node));
    }
  }
  return found;

  function open(node: T): void {
    const at = index.size;
    index.set(node, at);
    low.push(at);
    onStack.push(true);
    stack.push(node);
    work.push({ node, at, rest: successors(node)[Symbol.iterator]() });
  }
  function look(from: number, to: T): void {
    const at = index.get(to);
    if (at === undefined) {
      if (nodes.has(to)) open(to);
    } else if (onStack[at]) lower(from, at);
  }
  function lower(at: number, value: number): void {
    if (value < (low[at] as number)) low[at] = value;
  }
  function popUpTo(node: T): T[] {
    const group: T[] = [];
    for (;;) {
      const last = stack.pop() as T;
      onStack[index.get(last) as number] = false;
      group.push(last);
      if (last === node) return group;
    }
  }
}
