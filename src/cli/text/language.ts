/** Which language a person is told things in, as POSIX says it. Reports for scripts are English and do not ask here. */
import type { Language } from '../../trace/words/language.js';
import { chinese } from './chinese.js';
import { english, type Texts } from './english.js';

/** The first of the three that is set and not empty decides, even where it names another language. */
export function languageOf({ LC_ALL, LC_MESSAGES, LANG }: NodeJS.ProcessEnv): Language {
  return (LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? 'zh-cn' : 'en';
}

export const language: Language = languageOf(process.env);

const texts: Readonly<Record<Language, Texts>> = { en: english, 'zh-cn': chinese };

export function textsIn(language: Language): Texts {
  return texts[language];
}
