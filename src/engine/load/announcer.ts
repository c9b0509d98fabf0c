/**
 * The edits that announce a site. Parents are visited before their children, so what a parent opens stands before what a
 * child opens at the same place (appendRight), and what it closes after it (prependLeft). It must never move a line.
 */
import type * as t from '@babel/types';
import { mayAnnounce } from './mayAnnounce.js';
import type { SourceModule } from './sourceModule.js';
import { endOf, type Parents, startOf } from './tree.js';

export type Call = t.CallExpression | t.OptionalCallExpression | t.NewExpression;
export type Member = t.MemberExpression | t.OptionalMemberExpression;
export type Loop =
  | t.ForStatement
  | t.ForOfStatement
  | t.ForInStatement
  | t.WhileStatement
  | t.DoWhileStatement;

export class Announcer {
  /** Statements that already begin with a semicolon. */
  readonly #parted = new Set<t.Node>();

  constructor(readonly module: SourceModule) {}

  /** Announces before an expression, or after it where it may announce something itself. */
  before(node: t.Node, site: number, parents: Parents): void {
    if (node.type === 'Super') return;
    const guard = this.#joinsLineAbove(node, parents) ? ';' : '';
    // In parentheses, as `new __at(1,a.b).C()` would make an __at.
    if (mayAnnounce(node)) this.around(node, `${guard}(__at(${site},`, '))');
    else this.around(node, `${guard}(__site[0]=${site},`);
  }

  /** Announces after a value is there. */
  value(node: t.Node, site: number): void {
    this.around(node, `__at(${site},`);
  }

  /** Announces with the last argument of a call; one without arguments gets a list of none to spread. */
  lastArgument(node: Call, site: number): void {
    const last = node.arguments.at(-1);
    if (last) this.value(last.type === 'SpreadElement' ? last.argument : last, site);
    else if (this.module.text[endOf(node) - 1] === ')') {
      this.module.edits.appendRight(endOf(node) - 1, `...(__site[0]=${site},[])`);
    }
  }

  /** Announces each round of a loop, so that an endless one has a place. */
  roundOf({ body }: Loop, site: number): void {
    const { edits } = this.module;
    if (body.type === 'BlockStatement') edits.appendLeft(startOf(body) + 1, `__site[0]=${site};`);
    else {
      edits.appendRight(startOf(body), `{__site[0]=${site};`);
      edits.prependLeft(endOf(body), '}');
    }
  }

  /** Puts text around an expression. */
  around(node: t.Node, open: string, close = ')'): void {
    const isList = node.type === 'SequenceExpression';
    this.module.edits.appendRight(startOf(node), isList ? `${open}(` : open);
    this.module.edits.prependLeft(endOf(node), isList ? `)${close}` : close);
  }

  /** A parenthesis at the start of a statement would go on with the line above, if that has no semicolon. */
  #joinsLineAbove(node: t.Node, parents: Parents): boolean {
    const index = parents.findIndex(
      (each) => each.type === 'ExpressionStatement' && startOf(each) === startOf(node),
    );
    const statement = parents[index];
    if (!statement || this.#parted.has(statement)) return false;
    this.#parted.add(statement);
    const around = parents[index - 1]?.type ?? '';
    return ['Program', 'BlockStatement', 'SwitchCase', 'StaticBlock'].includes(around);
  }
}
