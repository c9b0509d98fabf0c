/** Arguments of a command about one program: its options, the program, and after -- the program's own arguments. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usageError.js';

type Options = NonNullable<ParseArgsConfig['options']>;

export interface ProgramArguments<O extends Options> {
  readonly values: ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>['values'];
  /** Example id or file, as given. */
  readonly target: string;
  readonly own: readonly string[];
}

/** @throws UsageError in one line, which begins with the command's name */
export function parseProgramArguments<O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
): ProgramArguments<O> {
  const dashes = args.indexOf('--');
  const given = dashes < 0 ? args : args.slice(0, dashes);
  const { values, positionals } = parse(command, given, options);
  const [target, ...more] = positionals;
  if (target === undefined) throw new UsageError(`${command}: which program? Give an example id or a file`);
  if (more.length > 0)
    throw new UsageError(
      `${command}: one program at a time, not also "${more[0]}"; its own arguments follow --`,
    );
  return { values, target, own: dashes < 0 ? [] : args.slice(dashes + 1) };
}

function parse<O extends Options>(command: string, args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(`${command}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
