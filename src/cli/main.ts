/** The command line `threadlanes`: reads the arguments, lets the command run, and turns what came of it into an exit code. */
import { check } from './check/check.js';
import { exploreProgram } from './exploreProgram.js';
import { exportTrace } from './exportTrace.js';
import { listExamples } from './listExamples.js';
import { packageVersion } from './packageFolders.js';
import { runProgram } from './runProgram.js';
import { asksForHelp, usageOf } from './usage.js';
import { UsageError } from './usageError.js';

async function main(args: readonly string[]): Promise<number> {
  const [command, ...rest] = args;
  if (command === 'help' || asksForHelp(args)) {
    console.log(usageOf(command === 'help' ? rest[0] : command));
    return 0;
  }
  if (command === '--version') {
    console.log(packageVersion());
    return 0;
  }
  if (command === 'examples') return listExamples(rest);
  if (command === 'run') return await runProgram(rest);
  if (command === 'explore') return await exploreProgram(rest);
  if (command === 'check') return await check(rest);
  if (command === 'export') return await exportTrace(rest);
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
