/** What `--help` says, in the language of the person. */
import type { Language } from '../trace/words/language.js';
import { language } from './text/language.js';
import { usageChinese } from './text/usageChinese.js';
import { type Usage, usageEnglish } from './text/usageEnglish.js';

const usages: Readonly<Record<Language, Usage>> = { en: usageEnglish, 'zh-cn': usageChinese };

/** Whether somebody asks for help instead of giving a program: what follows -- is the program's. */
export function asksForHelp(args: readonly string[]): boolean {
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  return own.includes('--help') || own.includes('-h');
}

/** Of a command; of all where there is none of that name. */
export function usageOf(command = '', inLanguage: Language = language): string {
  const { overview, commands } = usages[inLanguage];
  return Object.hasOwn(commands, command) ? commands[command as keyof typeof commands] : overview;
}
