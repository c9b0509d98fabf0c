/**
 * A page of one file that replays a trace anywhere: the timeline's own script and style, the trace, and the sources of the
 * run as text. It may use its own script and style and nothing else: the policy names them by their hashes.
 */
import type { Language } from '../words/language.js';

/** The text of a file of the run, under the path that the trace's header gives it. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export interface HtmlParts {
  readonly title: string;
  readonly language: Language;
  /** The bundle of the timeline page. */
  readonly script: string;
  readonly style: string;
  /** A trace file, base64. */
  readonly trace: string;
  readonly sources: readonly SourceText[];
  /** SHA-256 of a text's UTF-8, base64: this layer knows no platform. */
  readonly digest: (text: string) => string;
}

/** Where the page finds its trace, and its sources as JSON. */
export const traceElementId = 'threadlanes-trace';
export const sourcesElementId = 'threadlanes-sources';

export function htmlPage(parts: HtmlParts): string {
  const { title, language, trace, sources, digest } = parts;
  const script = `\n${neutral(parts.script, 'script')}\n`;
  const style = `\n${neutral(parts.style, 'style')}\n`;
  const policy = [
    "default-src 'none'",
    `script-src 'sha256-${digest(script)}'`,
    // The toolkit looks with an empty style element what the browser knows; its styles are constructed ones.
    `style-src 'sha256-${digest(style)}' 'sha256-${digest('')}'`,
    'img-src data: blob:',
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body class="standalone">
<main id="app"></main>
<script type="text/plain" id="${traceElementId}" data-title="${escaped(title)}">${trace}</script>
<script type="application/json" id="${sourcesElementId}">${jsonInScript(sources)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Neither script nor style may hold the end of its own element. */
function neutral(text: string, element: 'script' | 'style'): string {
  return text.replaceAll(new RegExp(`</(?=${element})`, 'gi'), '<\\/');
}

/** No text of a program can end the element or begin a comment in it. */
function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
