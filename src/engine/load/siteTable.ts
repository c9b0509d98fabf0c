/** Gives every place that can be named a number, over all files of a program; 0 is never given. */
import type * as t from '@babel/types';
import type { Site } from '../../trace/header.js';

export class SiteTable {
  readonly sites: Site[] = [{ file: 0, line: 0, column: 0 }];

  /** The id of a new site at a node. */
  add(file: number, node: t.Node, name: string | undefined): number {
    const { line, column } = node.loc?.start ?? { line: 0, column: -1 };
    const site = { file, line, column: column + 1 };
    this.sites.push(name === undefined ? site : { ...site, name });
    return this.sites.length - 1;
  }
}
