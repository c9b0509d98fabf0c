/** What the command line tells people besides the words about a trace, in Simplified Chinese. */
import { outcomeWords } from '../../trace/words/outcomeWords.js';
import type { Texts } from './english.js';

export const chinese: Texts = {
  outcome: (outcome) => outcomeWords['zh-cn'][outcome],
  ended: (outcome, time, events) => `${outcome}，用时 ${time}，${events} 个事件`,
  returned: (value) => `；main 返回 ${value}`,
  schedules: (count) => `${count} 个调度`,
  progress: (schedules, classes, what) => `${schedules} 个调度，${classes} 个等价类，${what}`,
  shrinking: '有一个调度失败；正在缩小它',
  perSecond: (count) => `每秒 ${count} 个`,
  tried: (schedules, seconds, classes) =>
    `在 ${seconds} 秒内尝试了 ${schedules}，${classes} 个先行发生等价类`,
  givenUp: (runs) => `（放弃了 ${runs} 次运行）`,
  failing: (count) => `，其中 ${count} 个失败`,
  unfinished: (count) => `，其中 ${count} 个没有结束`,
  exhausted: '，没有其他调度了',
  nothingFailed: (program, schedules) => `${program}：在 ${schedules}中没有失败`,
  aimDidNotHappen: (program, schedules) => `${program}：所针对的情况在 ${schedules}中没有发生`,
  reached: (place, count) => `${place}（${count} 个调度）`,
  cameTo: (steered, reached) => `在 ${steered} 个受引导的调度中，有线程到达 ${reached.join('、')}`,
  met: (count) => `其中 ${count} 个调度里，曾有多个线程可以同时从那里继续`,
  scheduleFailed: (schedule, preemptions) =>
    `第 ${schedule} 个调度失败；${preemptions === 0 ? '不需要抢占' : `需要 ${preemptions} 次抢占`}`,
  severity: { error: '错误', warning: '警告', information: '信息' },
  uncertain: (severity) => `${severity}，不确定`,
  way: (number) => `路径 ${number}`,
  totals: (findings, files, lines, seconds) =>
    `${findings === 0 ? '未发现问题' : `发现 ${findings.toLocaleString('en-US')} 个问题`}，共检查 ${files.toLocaleString('en-US')} 个文件（${lines.toLocaleString('en-US')} 行），用时 ${seconds} 秒`,
};
