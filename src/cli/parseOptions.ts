/** The options of a command, told apart from its other arguments. */
import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from './usageError.js';

export type Options = NonNullable<ParseArgsConfig['options']>;

export type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{ args: string[]; options: O; allowPositionals: true }>
>;

/** @throws UsageError in one line, which begins with the command's name */
export function parseOptions<O extends Options>(
  command: string,
  args: readonly string[],
  options: O,
): Parsed<O> {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch (error) {
    throw new UsageError(
      `${command}: ${problem(error as NodeJS.ErrnoException)}; try: threadlanes ${command} --help`,
    );
  }
}

/** Node's own words go on with advice that is wrong here, as what follows -- belongs to the program. */
function problem({ code, message }: NodeJS.ErrnoException): string {
  const option = /'(-[^' ]*)/.exec(message)?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return `there is no option ${option}`;
  return message.split(/\.?(?:\n|$)|\. /, 1)[0] as string;
}
