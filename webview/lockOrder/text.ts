/** What the page of the lock-order graph says. The languages have the same keys. */
import type { Language } from '../../src/protocol/page.js';

const english = {
  title: 'Lock order',
  summary: (locks: number, edges: number, cycles: number) =>
    `${locks} locks, ${edges} orders${cycles > 0 ? `, ${cycles} of them in a cycle` : ', no cycle'}`,
  explain:
    'An arrow from A to B: B is taken while A is held. Dashed and bold: in a cycle, so threads can block each other.',
  empty: 'No lock is taken while another one is held.',
  cyclesOnly: 'Cycles only',
  refresh: 'Refresh',
  fit: 'Show all',
  zoomIn: 'Zoom in',
  zoomOut: 'Zoom out',
  orders: 'Orders',
  inCycle: 'cycle',
  lock: (name: string, place: string, taken: number) => `Lock ${name}, ${place}, taken in ${taken} places`,
  edge: (from: string, to: string, place: string, cycle: boolean) =>
    `${to} is taken while ${from} is held, ${place}${cycle ? ', in a cycle' : ''}`,
  keys: 'Tab and arrow keys go from lock to lock, Enter shows the source.',
};
export type GraphTexts = typeof english;

const chinese: GraphTexts = {
  title: '锁顺序',
  summary: (locks, edges, cycles) =>
    `${locks} 把锁，${edges} 个顺序${cycles > 0 ? `，其中 ${cycles} 个在环中` : '，没有环'}`,
  explain: '从 A 到 B 的箭头：持有 A 时获取 B。粗虚线：在环中，线程可能互相阻塞。',
  empty: '没有在持有一把锁时获取另一把锁。',
  cyclesOnly: '只看环',
  refresh: '刷新',
  fit: '显示全部',
  zoomIn: '放大',
  zoomOut: '缩小',
  orders: '顺序',
  inCycle: '环',
  lock: (name, place, taken) => `锁 ${name}，${place}，在 ${taken} 处获取`,
  edge: (from, to, place, cycle) => `持有 ${from} 时获取 ${to}，${place}${cycle ? '，在环中' : ''}`,
  keys: '用 Tab 和方向键在锁之间移动，按 Enter 显示源代码。',
};

export function graphTexts(language: Language): GraphTexts {
  return language === 'zh-cn' ? chinese : english;
}
