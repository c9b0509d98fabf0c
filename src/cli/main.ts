/** The command line `threadlanes`: reads the arguments, lets the command run, and turns what came of it into an exit code. */
import { check } from './check/check.js';
import { exploreProgram } from './exploreProgram.js';
import { exportTrace } from './exportTrace.js';
import { listExamples } from './listExamples.js';
import { runProgram } from './runProgram.js';
import { UsageError } from './usageError.js';

const usage = `threadlanes examples [--json]
threadlanes run <example-id | file.ts | file.js | file.mjs | file.py> [--mode live|controlled] [--seed N] [--schedule FILE]
                [--variant NAME] [--timeout SECONDS] [--max-threads N] [--untraced] [--python INTERPRETER]
                [--hide-contents] [--trace FILE] [--json] [-- ARGS]
threadlanes explore <example-id | file.ts | file.js | file.mjs> [--variant NAME] [--depth N] [--schedules N] [--time SECONDS]
                [--strategy portfolio|random|round-robin|pct|pos|bounded|dpor] [--seed N] [--timeout SECONDS]
                [--trace FILE] [--json] [-- ARGS]
threadlanes check <paths...> [--format text|json|sarif]
threadlanes export <trace> --to chrome|html|svg|json [-o FILE]`;

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'examples') return listExamples(rest);
  if (command === 'run') return await runProgram(rest);
  if (command === 'explore') return await exploreProgram(rest);
  if (command === 'check') return await check(rest);
  if (command === 'export') return await exportTrace(rest);
  if (command === '--help' || command === '-h') {
    console.log(usage);
    return 0;
  }
  throw new UsageError(
    command === undefined
      ? `a command is missing; try: threadlanes --help`
      : `unknown command "${command}"; try: threadlanes --help`,
  );
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    console.error(`threadlanes: ${message}`);
    process.exitCode = error instanceof UsageError ? 2 : 3;
  },
);
