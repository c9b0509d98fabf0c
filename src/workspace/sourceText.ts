/** A file's bytes as text, the way its language and an editor would read them. Never throws for what the bytes say. */

export type Decoded = { readonly text: string } | { readonly problem: 'binary' };

/** How far into a file a NUL byte is looked for; git looks at as much. */
const binaryProbeBytes = 8000;

/**
 * Decodes by byte order mark, then by Python's coding line (PEP 263), then as UTF-8; what is no UTF-8 is read as
 * windows-1252, which gives every byte a character and so keeps columns right. The mark is not part of the text.
 */
export function decode(bytes: Uint8Array): Decoded {
  const mark = markedEncoding(bytes);
  if (mark) return { text: new TextDecoder(mark).decode(bytes) };
  if (bytes.subarray(0, binaryProbeBytes).includes(0)) return { problem: 'binary' };
  const declared = declaredEncoding(bytes);
  return { text: decodeAs(declared ?? 'utf-8', bytes) ?? new TextDecoder('windows-1252').decode(bytes) };
}

function markedEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return undefined;
}

/** The encoding that a comment in the first two lines names, as in `# -*- coding: latin-1 -*-`. */
function declaredEncoding(bytes: Uint8Array): string | undefined {
  if (bytes[0] !== 0x23 && !bytes.subarray(0, 400).includes(0x23)) return undefined;
  const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 400)).split(/\r?\n/, 2);
  for (const line of head) {
    const found = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (found) return found[1];
  }
  return undefined;
}

/** Undefined where the bytes are not of that encoding, or nobody knows it. */
function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
