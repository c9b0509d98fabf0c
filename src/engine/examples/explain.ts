/** What an example is about, as Markdown in either language: for its page in the editor, and for the documentation. Pure. */
import { type Example, type Expected, isPythonOnly } from './catalogue.js';
import type { Texts } from './sidecarReader.js';

export type ExplainLanguage = keyof Texts;

interface Words {
  readonly question: string;
  readonly lookFor: string;
  readonly answer: string;
  readonly variants: string;
  readonly variant: string;
  readonly ends: string;
  readonly finds: string;
  readonly nothing: string;
  readonly telling: (variant: string | null) => string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly findings: Readonly<Record<string, string>>;
}

const words: Readonly<Record<ExplainLanguage, Words>> = {
  en: {
    question: 'Before you run it',
    lookFor: 'What to look for',
    answer: 'Answer',
    variants: 'Variants',
    variant: 'Variant',
    ends: 'Ends',
    finds: 'Found',
    nothing: 'nothing',
    telling: (variant) =>
      `The telling lines${variant === null ? '' : ` (variant \`${variant}\`)`}. Take them out, run it again, and see what changes:`,
    outcomes: {
      completed: 'completed',
      deadlock: 'deadlock',
      stalled: 'stalled',
      failed: 'failed',
      timeout: 'time-out',
    },
    findings: {
      deadlock: 'deadlock',
      stall: 'stall',
      race: 'race',
      'potential-deadlock': 'potential deadlock',
      'lost-wakeup': 'lost wake-up',
      'lock-held-at-end': 'lock held at the end',
      'over-release': 'release too many',
      'check-then-act': 'check-then-act',
      'blocked-loop': 'blocked loop',
      'lost-greenlet': 'lost greenlet',
      'cut-off': 'killed process',
      'left-out': 'tasks without a lane',
      'uncaught-exception': 'uncaught exception',
    },
  },
  'zh-cn': {
    question: '运行之前想一想',
    lookFor: '看什么',
    answer: '答案',
    variants: '变体',
    variant: '变体',
    ends: '结局',
    finds: '发现',
    nothing: '无',
    telling: (variant) =>
      `关键的代码行${variant === null ? '' : `（变体 \`${variant}\`）`}。删掉它们，再运行一次，看看有什么变化：`,
    outcomes: { completed: '完成', deadlock: '死锁', stalled: '停滞', failed: '失败', timeout: '超时' },
    findings: {
      deadlock: '死锁',
      stall: '停滞',
      race: '数据竞争',
      'potential-deadlock': '潜在死锁',
      'lost-wakeup': '丢失的唤醒',
      'lock-held-at-end': '结束时仍持有锁',
      'over-release': '释放次数过多',
      'check-then-act': '先检查后执行',
      'blocked-loop': '被阻塞的循环',
      'lost-greenlet': '丢失的 greenlet',
      'cut-off': '被杀死的进程',
      'left-out': '没有泳道的任务',
      'uncaught-exception': '未捕获的异常',
    },
  },
};

/** Everything below the title. `picture` is where a drawing of its timeline lies. */
export function explain(example: Example, language: ExplainLanguage, picture?: string): string {
  const say = words[language];
  const title = example.title[language];
  return [
    example.summary[language],
    ...(picture === undefined ? [] : [`![${title}](${picture})`]),
    `**${say.question}** ${example.question[language]}`,
    `**${say.lookFor}**`,
    example.lookFor.map((point) => `- ${point[language]}`).join('\n'),
    ...variantsOf(example, language),
    ...tellingOf(example, say),
    `<details><summary>${say.answer}</summary>\n\n${example.expected.text[language]}\n\n</details>`,
  ].join('\n\n');
}

function variantsOf({ variants, expected }: Example, language: ExplainLanguage): string[] {
  const say = words[language];
  if (variants.length === 0) {
    const { ends, finds } = cells(expected, say);
    return [`**${say.ends}** ${ends} · **${say.finds}** ${finds}`];
  }
  const rows = variants.map((variant) => {
    const { ends, finds } = cells(variant, say);
    return `| \`${variant.name}\` | ${variant.title[language]} | ${ends} | ${finds} |`;
  });
  return [
    [`| ${say.variant} | | ${say.ends} | ${say.finds} |`, '| --- | --- | --- | --- |', ...rows].join('\n'),
  ];
}

function cells({ outcome, findings }: Expected, say: Words): { ends: string; finds: string } {
  const found = findings.map((kind) => say.findings[kind] ?? kind).join(', ');
  return { ends: say.outcomes[outcome] ?? outcome, finds: found === '' ? say.nothing : found };
}

function tellingOf(example: Example, say: Words): string[] {
  const { telling } = example;
  if (!telling) return [];
  const language = isPythonOnly(example) ? 'python' : 'ts';
  return [say.telling(telling.variant), [`\`\`\`${language}`, ...telling.lines, '```'].join('\n')];
}
