// Made by test/vscode/bundle.mjs: every *.test.ts of the suite's folder.
declare module 'threadlanes:test-files' {
  export const testFiles: readonly { readonly file: string; readonly load: () => Promise<unknown> }[];
}
