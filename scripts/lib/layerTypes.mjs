// A worker of typecheck.mjs: the TypeScript compiler over one layer after another, as their names come; undefined is the end.
// What several layers use is read and parsed once.
import { join } from 'node:path';
import { workerData as layers, parentPort } from 'node:worker_threads';
import ts from 'typescript';
import { cacheDir, inRoot, root } from './report.mjs';

const format = {
  getCanonicalFileName: (name) => name,
  getCurrentDirectory: () => root,
  getNewLine: () => '\n',
};
const told = (diagnostics) => ts.formatDiagnostics(diagnostics, format).trim();

/** Root files and settings of a layer; the compiler keeps what it found, and looks again only at what has changed since. */
function config(folder) {
  const tsBuildInfoFile = join(cacheDir, 'types', `${folder.replaceAll('/', '-')}.tsbuildinfo`);
  return ts.getParsedCommandLineOfConfigFile(
    inRoot(folder, 'tsconfig.json'),
    { incremental: true, tsBuildInfoFile },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(told([diagnostic]));
      },
    },
  );
}

const configs = new Map(layers.map((folder) => [folder, config(folder)]));
const owners = new Map([...configs].flatMap(([folder, { fileNames }]) => fileNames.map((f) => [f, folder])));

/** Source files. Layers see different libraries, but a file is parsed and bound the same in all: they share the base's settings. */
const parsed = new Map();

function compilerHost(options) {
  const host = ts.createIncrementalCompilerHost(options);
  const read = host.getSourceFile;
  host.getSourceFile = (path, version, ...more) => {
    const key = `${path} ${JSON.stringify(version)} ${options.allowJs === true}`;
    if (!parsed.has(key)) parsed.set(key, read(path, version, ...more));
    return parsed.get(key);
  };
  return host;
}

/**
 * The compiler's words on a layer's settings and its own files, '' when all is well. Files of other layers that it uses are
 * looked into for their types only: they are checked where they belong, with the API that they may use.
 */
function check(folder) {
  const { fileNames, options, errors } = configs.get(folder) ?? config(folder);
  const program = ts.createIncrementalProgram({
    rootNames: fileNames,
    options,
    configFileParsingDiagnostics: errors,
    host: compilerHost(options),
  });
  const isForeign = ({ fileName }) => (owners.get(fileName) ?? folder) !== folder;
  // First whatever has changed since the last time, and what depends on it; the rest is remembered.
  while (program.getSemanticDiagnosticsOfNextAffectedFile(undefined, isForeign)) {}
  const own = program.getSourceFiles().filter((file) => !isForeign(file));
  const found = [
    ...program.getConfigFileParsingDiagnostics(),
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...own.flatMap((file) => program.getSyntacticDiagnostics(file)),
    ...own.flatMap((file) => program.getSemanticDiagnostics(file)),
  ];
  // Not emit(), which would check the files of other layers before it writes.
  program.emitBuildInfo();
  return told(ts.sortAndDeduplicateDiagnostics(found));
}

parentPort?.on('message', (folder) => {
  if (folder === undefined) parentPort?.close();
  else parentPort?.postMessage({ folder, output: check(folder) });
});
