/** The language that the command line tells people things in. */
import { describe, expect, it } from 'vitest';
import { chinese } from '../../../src/cli/text/chinese.js';
import { english } from '../../../src/cli/text/english.js';
import { languageOf } from '../../../src/cli/text/language.js';

describe('the language of the environment', () => {
  it.each([
    [{}, 'en'],
    [{ LANG: 'C' }, 'en'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh-cn'],
    [{ LC_MESSAGES: 'zh_CN.UTF-8', LANG: 'de_DE' }, 'zh-cn'],
    [{ LC_MESSAGES: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' }, 'en'],
    [{ LC_ALL: 'C', LC_MESSAGES: 'zh_CN', LANG: 'zh_CN' }, 'en'],
    [{ LC_ALL: '', LANG: 'zh_CN' }, 'zh-cn'],
  ])('%j is %s', (environment, language) => {
    expect(languageOf(environment)).toBe(language);
  });
});

describe('the words of a report', () => {
  it('count what is one as one', () => {
    expect(english.totals(1, 1, 1, '0.10')).toBe('1 finding in 1 file (1 line), 0.10 s');
    expect(english.scheduleFailed(3, 0)).toBe('schedule 3 failed; it takes no preemption');
    expect(english.scheduleFailed(3, 2)).toBe('schedule 3 failed; it takes 2 preemptions');
  });
  it('are Chinese where that is the language', () => {
    expect(chinese.totals(0, 2, 1200, '0.10')).toBe('未发现问题，共检查 2 个文件（1,200 行），用时 0.10 秒');
    expect(chinese.scheduleFailed(3, 0)).toBe('第 3 个调度失败；不需要抢占');
  });
});
