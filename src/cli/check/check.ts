/** `threadlanes check`: finds deadlocks and lock mistakes in files and folders, without running them. */
import { readFileSync } from 'node:fs';
import { Analyser } from '../../analysis/analyse.js';
import { frontEnds } from '../../analysis/frontEnds.js';
import { cacheFolder } from '../../workspace/cacheFolder.js';
import { type CheckResult, checkFiles } from '../../workspace/checkFiles.js';
import { findFiles } from '../../workspace/findFiles.js';
import { hashOf } from '../../workspace/modelCache.js';
import { Syntax } from '../../workspace/syntax.js';
import { grammarsFolder, packageVersion, programFile } from '../packageFolders.js';
import { language } from '../text/language.js';
import { UsageError } from '../usageError.js';
import { type CheckArguments, parseCheckArguments } from './checkArguments.js';
import { checkedFinding } from './checkedFinding.js';
import { type CheckReport, checkJson } from './checkReport.js';
import { checkText } from './checkText.js';
import { Progress } from './progress.js';
import { sarif } from './sarif.js';

const extensions: ReadonlySet<string> = new Set(frontEnds.flatMap((frontEnd) => frontEnd.extensions));

/** Exit code 1 when something was found that is more than information. */
export async function check(args: readonly string[]): Promise<number> {
  const start = performance.now();
  const request = parseCheckArguments(args, extensions);
  const progress = new Progress(process.stderr);
  const result = await run(request, progress);
  progress.end();
  tellLeftOut(result, request);
  // The reports for scripts are English wherever they are made.
  const told = request.format === 'text' ? language : 'en';
  const report: CheckReport = {
    files: result.files,
    lines: result.lines,
    elapsedMs: Math.round(performance.now() - start),
    findings: result.findings.map((finding) => checkedFinding(finding, request.base, process.cwd(), told)),
  };
  process.stdout.write(`${print(report, result, request)}\n`);
  return report.findings.some(({ severity }) => severity !== 'information') ? 1 : 0;
}

async function run(request: CheckArguments, progress: Progress): Promise<CheckResult> {
  const found = new Set(request.files);
  for (const folder of request.folders) {
    for (const file of await findFiles(folder, {
      extensions,
      exclude: [],
      unreadable: (path, why) => console.error(`threadlanes: cannot read ${path}: ${why}`),
    }))
      found.add(file);
  }
  return checkFiles({
    files: [...found].sort(),
    base: request.base,
    syntax: () => Syntax.open(grammarsFolder, frontEnds),
    makeAnalyser: () => new Analyser(frontEnds),
    cache: { folder: cacheFolder(process.env, process.platform), stamp: hashOf(readFileSync(programFile)) },
    progress: (step, done, of) => progress.step(step, done, of),
  });
}

/** A file that was asked for by name must have been checked; one that a walk met is only mentioned. */
function tellLeftOut({ files, leftOut }: CheckResult, request: CheckArguments): void {
  for (const { path, why, partly } of leftOut) {
    const named = request.files.some((file) => file.endsWith(path));
    if (named && !partly) throw new UsageError(`check: cannot check ${path}: ${why}`);
    console.error(`threadlanes: ${partly ? 'read only in part' : 'left out'} ${path}: ${why}`);
  }
  if (files + leftOut.length === 0)
    console.error(`threadlanes: there is no ${[...extensions].join(', ')} file to check`);
}

function print(report: CheckReport, result: CheckResult, { format }: CheckArguments): string {
  switch (format) {
    case 'json':
      return checkJson(report);
    case 'sarif':
      return sarif(report, result.leftOut, packageVersion());
    case 'text': {
      const colours = process.stdout.isTTY && !process.env.NO_COLOR;
      return checkText(report, { cwd: process.cwd(), colours });
    }
  }
}
