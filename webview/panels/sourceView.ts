/** The sources of the run, in a page that carries them: below the lanes, with the line of each thread marked. */
import type { ThreadMark } from '../../src/protocol/page.js';
import type { SourceText } from '../../src/trace/export/htmlPage.js';
import type { TraceHeader } from '../../src/trace/header.js';
import { colourOf } from '../../src/trace/threadColours.js';
import { element } from '../element.js';
import { readPalette } from '../paint/palette.js';

export class SourceView {
  readonly root = element('section', 'source');
  readonly #name = element('h2');
  readonly #list = element('ol', 'code');
  readonly #sources: readonly SourceText[];
  readonly #header: TraceHeader;
  #shown = '';
  #marked: readonly HTMLElement[] = [];

  constructor(sources: readonly SourceText[], header: TraceHeader) {
    this.#sources = sources;
    this.#header = header;
    this.root.tabIndex = 0;
    this.root.append(this.#name, this.#list);
  }

  /** Goes to a line, if its file is there. */
  reveal(site: number): void {
    const line = this.#lineOf(site);
    if (!line) return;
    for (const other of this.#list.querySelectorAll('.revealed')) other.classList.remove('revealed');
    line.classList.add('revealed');
    this.#bringIntoView(line);
  }

  /** Marks the line of each thread, and goes along with the step that the cursor stands behind. */
  mark(marks: readonly ThreadMark[], step: number, nameOf: (thread: number) => string): void {
    const followed = this.#lineOf(step);
    for (const line of this.#marked) {
      line.classList.remove('here');
      line.querySelector('.threads')?.remove();
    }
    this.#marked = marks.flatMap((mark) => this.#markLine(mark, nameOf(mark.thread)));
    if (followed) this.#bringIntoView(followed);
  }

  #markLine({ thread, site }: ThreadMark, name: string): HTMLElement[] {
    const path = this.#pathOf(site);
    const line = path === this.#shown ? this.#lineOf(site) : undefined;
    if (!line) return [];
    const colour = readPalette().colours[colourOf(thread)] as string;
    let threads = line.querySelector('.threads');
    if (!threads) {
      threads = element('span', 'threads');
      line.append(threads);
    }
    const sign = element('span', '', ` ◀ ${name}`);
    sign.style.color = colour;
    threads.append(sign);
    line.classList.add('here');
    return [line];
  }

  #pathOf(site: number): string | undefined {
    const place = site > 0 ? this.#header.sites[site] : undefined;
    return place && this.#header.files[place.file]?.path;
  }

  /** The element of a site's line; its file is shown. */
  #lineOf(site: number): HTMLElement | undefined {
    const path = this.#pathOf(site);
    const source = this.#sources.find((each) => each.path === path);
    const line = this.#header.sites[site]?.line ?? 0;
    if (!source || line < 1) return undefined;
    if (source.path !== this.#shown) this.#show(source);
    return this.#list.children[line - 1] as HTMLElement | undefined;
  }

  #show({ path, text }: SourceText): void {
    this.#shown = path;
    this.#marked = [];
    this.#name.textContent = path;
    this.root.setAttribute('aria-label', path);
    const lines = text.split(/\r?\n/);
    this.#list.replaceChildren(...lines.map((line) => element('li', '', [element('code', '', line)])));
  }

  /** Within the list only: the page itself stays where it is. */
  #bringIntoView(line: HTMLElement): void {
    const { offsetTop, offsetHeight } = line;
    const { scrollTop, clientHeight } = this.root;
    const margin = 2 * offsetHeight;
    if (offsetTop - margin < scrollTop || offsetTop + offsetHeight + margin > scrollTop + clientHeight)
      this.root.scrollTop = Math.max(0, offsetTop - clientHeight / 2);
  }
}
