/** Why a file cannot be read or written, in words. */

const words: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  ENOTDIR: 'what should be a folder is none',
  EACCES: 'it is not allowed',
  EPERM: 'it is not allowed',
  ENOSPC: 'the disk is full',
};

/** `writes`: the file need not be there, so what is missing is its folder. */
export function whyNot(error: unknown, { writes = false } = {}): string {
  const { code = '', message = String(error) } = error as NodeJS.ErrnoException;
  if (writes && code === 'ENOENT') return 'there is no such folder';
  return words[code] ?? message;
}
