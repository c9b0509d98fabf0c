/** Which Python runs a program, when nobody has said which. */

/** Windows has no python3; its launcher picks the newest. */
export const usualInterpreter: readonly string[] = process.platform === 'win32' ? ['py', '-3'] : ['python3'];
