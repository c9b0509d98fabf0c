/** Arguments of a command about one program: its options, the program, and after -- the program's own arguments. */
import { type Options, type Parsed, parseOptions } from './parseOptions.js';
import { UsageError } from './usageError.js';

export interface ProgramArguments<O extends Options> {
  readonly values: Parsed<O>['values'];
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
  const { values, positionals } = parseOptions(command, given, options);
  const [target, ...more] = positionals;
  if (target === undefined) throw new UsageError(`${command}: which program? Give an example id or a file`);
  if (more.length > 0)
    throw new UsageError(
      `${command}: one program at a time, not also "${more[0]}"; its own arguments follow --`,
    );
  return { values, target, own: dashes < 0 ? [] : args.slice(dashes + 1) };
}
