/** A page of one file that replays a trace anywhere: the timeline's own script and style, and the trace as text. */
import type { Language } from '../words/language.js';

export interface HtmlParts {
  readonly title: string;
  readonly language: Language;
  /** The bundle of the timeline page. */
  readonly script: string;
  readonly style: string;
  /** A trace file, base64. */
  readonly trace: string;
}

/** Where the page finds its trace. */
export const traceElementId = 'threadlanes-trace';

export function htmlPage({ title, language, script, style, trace }: HtmlParts): string {
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data: blob:">
<title>${escaped(title)}</title>
<style>
${neutral(style, 'style')}
</style>
</head>
<body class="standalone">
<main id="app"></main>
<script type="text/plain" id="${traceElementId}" data-title="${escaped(title)}">${trace}</script>
<script>
${neutral(script, 'script')}
</script>
</body>
</html>
`;
}

/** Neither script nor style may hold the end of its own element. */
function neutral(text: string, element: 'script' | 'style'): string {
  return text.replaceAll(new RegExp(`</(?=${element})`, 'gi'), '<\\/');
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
}
