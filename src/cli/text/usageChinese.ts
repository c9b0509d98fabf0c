/** What `--help` says in Simplified Chinese. The options stand on the left, so that only they are padded. */
import type { Usage } from './usageEnglish.js';

const overview = `Threadlanes 在真实线程上运行并发程序，讲述它们做了什么，并找出可能出错的地方。

  threadlanes examples           列出示例
  threadlanes run PROGRAM        运行一次程序，并说明出了什么问题
  threadlanes explore PROGRAM    逐个尝试调度，直到有一个失败（TypeScript 和 JavaScript）
  threadlanes check PATH ...     不运行任何程序，找出死锁和锁的误用
  threadlanes export TRACE       把记录的运行导出为网页、图片或 JSON

PROGRAM 是示例的 id，或一个文件：.ts、.js、.mjs 或 .py。程序自己的参数写在 -- 之后。
threadlanes COMMAND --help 列出一个命令的选项。

退出码：0 未发现问题，1 发现并发问题，2 用法错误，3 程序失败，4 超时。`;

const commands = {
  examples: `threadlanes examples [--json]

  --json                 以 JSON 输出，包含标题、变体和章节`,
  run: `threadlanes run PROGRAM [OPTIONS] [-- 程序的参数]

  --variant NAME         示例的哪个变体
  --mode MODE            controlled（受控）：一次只有一个线程前进，由种子决定是哪一个，时间是虚拟的（默认）；
                         live（实时）：真实时间，Python 程序总是这样运行
  --seed N               用于受控运行：同一种子得到同一次运行（1）
  --schedule FILE        按 explore --json 报告中的调度，或在 VS Code 中保存的调度文件运行
  --timeout SECONDS      经过这么多秒后结束程序（30）
  --max-threads N        同时存在的线程多于此数时拒绝
  --untraced             用于实时运行：不记录任何内容，以观察记录的开销
  --python INTERPRETER   使用哪个 Python（python3）
  --hide-contents        用于 Python 程序：不记录队列的内容
  --trace FILE           保存这次运行：可用 "threadlanes export" 和 VS Code 打开
  --json                 输出 JSON 报告，而不是文字`,
  explore: `threadlanes explore PROGRAM [OPTIONS] [-- 程序的参数]

  --variant NAME         示例的哪个变体
  --strategy NAME        portfolio（轮流使用所有策略，默认）、random、round-robin、pct、pos、bounded、dpor
  --aim WHERE            让线程在某一行、FILE:LINE 或某个名称的对象处相遇；可以多次给出
  --depth N              用于 pct：所针对的错误的深度；用于 bounded：最多的抢占次数（3）
  --schedules N          最多尝试这么多个调度（10000）
  --time SECONDS         最多搜索这么多秒（60）
  --keep-going           遇到第一个失败时不停止：说明有多少个失败
  --seed N               搜索从哪里开始：同一种子得到同一次搜索（1）
  --timeout SECONDS      单个调度经过这么多秒后结束（5）
  --trace FILE           保存失败的运行：可用 "threadlanes export" 和 VS Code 打开
  --json                 输出 JSON 报告，可供 run --schedule 使用`,
  check: `threadlanes check PATH ... [--format text|json|sarif]

检查 Python、JavaScript 和 TypeScript 文件，以及文件夹中所有这样的文件。退出码 1：发现了确定的问题。

  --format FORMAT        text（默认）、json，或用于代码扫描的 sarif`,
  export: `threadlanes export TRACE --to FORMAT [-o FILE]

  --to FORMAT            html：可在任何地方回放的网页；svg：图片；chrome：用于 Perfetto；json：事件
  -o, --out FILE         写到哪里（标准输出）`,
};

export const usageChinese: Usage = { overview, commands };
