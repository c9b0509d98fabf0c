/** What the side panel says of the file that it follows, in Simplified Chinese. */
import type { FollowingTexts } from './followingEnglish.js';

export const followingChinese: FollowingTexts = {
  live: '实时',
  switchOn: { typing: '输入时运行', saving: '每次保存时运行' },
  switchHint: {
    typing: '每次更改后在沙盒中重新运行此文件，时间和内存都有限制。会为此文件记住。',
    saving: '每次保存此文件时，作为真正的程序运行它。会为此文件记住。',
  },
  waitsForSave: '每次保存时都会运行它，时间线会在旁边打开。',
  full: '打开完整时间线',
  busy: '运行中……',
  broken: '图中是最后一个可运行的版本。',
  kinds: {
    none: '打开一个导入 threadlanes 的文件，输入时就会在这里画出它的线程、锁和队列。',
    program: '可以在输入时画出此程序。只有打开开关后才会运行。',
    python: 'Python 文件。输入时会检查死锁。',
    javascript:
      '此文件没有导入 threadlanes，因此不能在这里运行。输入时会检查死锁：支持 Promise、async-mutex、Web Locks、Atomics 和 worker_threads。要看到线程运行，请从 "threadlanes" 导入 Thread、Lock、Queue 等。',
    other: '不会画出此语言的文件。会画出导入 threadlanes 的 TypeScript 和 JavaScript 文件。',
  },
  barriers: {
    untrusted: '此工作区不受信任，因此不会运行其中的任何内容。内置示例、死锁检查和打开跟踪文件仍可使用。',
    virtual: '此文件不在本机上，因此不能运行。会按原样检查死锁。',
    unsaved: '将此文件保存为 .ts 或 .js，就可以在这里运行。',
  },
  offers: {
    visualize: '可视化一次',
    explore: '探索线程交错',
    example: '选择一个示例',
    snippet: '插入代码片段',
    check: '检查工作区中的死锁',
    trust: '管理工作区信任',
    firstSteps: '入门',
  },
  changed: {
    title: '自上次更改以来',
    nothing: '运行结果与之前相同。',
    outcome: (before, now) => `${before} → ${now}`,
    duration: (before, now) => `${before} → ${now}`,
    findings: (before, now) => `问题：${before} → ${now}`,
    event: (step, now) => `第 ${step} 步起不同：${now}`,
    shorter: (step) => `在第 ${step} 步之前结束`,
  },
};
