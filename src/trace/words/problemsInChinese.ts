/**
 * Why a program cannot be run, or was ended, in Simplified Chinese. Who finds a problem writes it in English (`{0}` stands for
 * what it is about), and a trace keeps it so; this must have a row for each text of engine/load, of both recorders and of
 * trace/traceFile.ts.
 */
export const problemsInChinese: readonly (readonly [english: string, chinese: string])[] = [
  // What may be written in a program.
  ['import() is not supported: import at the top of the file', '不支持 import()：请在文件开头导入'],
  ['import.meta is not supported', '不支持 import.meta'],
  ['require() is not supported: use import', '不支持 require()：请使用 import'],
  ['eval() is not supported', '不支持 eval()'],
  ['decorators are not supported', '不支持装饰器'],
  [
    'async functions are not supported: a thread runs a plain function, whose calls wait',
    '不支持 async 函数：线程运行的是普通函数，其中的调用会等待',
  ],
  ['await is not supported at module level: do this in main()', '模块顶层不支持 await：请在 main() 中使用'],
  [
    'super can only be read and called in an async generator or arrow function: do anything else in a method of its own',
    '在异步生成器和异步箭头函数中只能读取和调用 super 的成员：其他操作请放到单独的方法中',
  ],
  [
    'an enum is not erasable TypeScript: use a const object',
    'enum 不是可擦除的 TypeScript 语法：请使用 const 对象',
  ],
  [
    'a namespace is not erasable TypeScript: use a module of its own',
    'namespace 不是可擦除的 TypeScript 语法：请使用单独的模块',
  ],
  [
    'a parameter property is not erasable TypeScript: declare the field and assign it in the constructor',
    '参数属性不是可擦除的 TypeScript 语法：请声明字段并在构造函数中赋值',
  ],
  [
    '"import =" is not erasable TypeScript: use an import declaration',
    '“import =”不是可擦除的 TypeScript 语法：请使用 import 声明',
  ],
  [
    '"export =" is not erasable TypeScript: use "export"',
    '“export =”不是可擦除的 TypeScript 语法：请使用“export”',
  ],

  // Files and what they import and export.
  ['cannot read {0}: {1}', '无法读取 {0}：{1}'],
  [
    'export function main() { ... } is what runs; this file has none',
    '运行的是 export function main() { ... }；此文件中没有它',
  ],
  ['there is no file "{0}" to import', '没有可导入的文件“{0}”'],
  [
    'only "threadlanes" and files of this folder can be imported, not "{0}"',
    '只能导入“threadlanes”和此文件夹中的文件，不能导入“{0}”',
  ],
  [
    'files import each other in a circle: {0}. Move what they share to a file of its own',
    '文件循环导入：{0}。请把它们共用的内容移到单独的文件中',
  ],
  [
    'a default export has no name that threads could find it by: give it a name',
    '默认导出没有可供线程查找的名称：请给它一个名称',
  ],
  ['"{0}" has no default export: import { {1} } instead', '“{0}”没有默认导出：请改用 import { {1} }'],

  // What would be another thing in each thread.
  [
    'the module level only creates shared objects, as every thread runs it again: do this in main()',
    '模块顶层只用于创建共享对象，因为每个线程都会再次执行它：请在 main() 中进行',
  ],
  [
    'every thread would have {0} memory of its own: use shared(), or make it in a function',
    '每个线程都会有各自的 {0} 内存：请使用 shared()，或在函数中创建',
  ],
  [
    '{0} is a plain variable: every thread would change a copy of its own. Make it shared: {1}, and use {2}.value',
    '{0} 是普通变量：每个线程修改的只是自己的副本。请将其共享：{1}，并使用 {2}.value',
  ],
  [
    '{0} is a plain value: every thread would change a copy of its own. Use shared() or a Queue for what threads share, or pass it as an argument',
    '{0} 是普通值：每个线程修改的只是自己的副本。线程之间共享的内容请使用 shared() 或 Queue，或作为参数传递',
  ],
  [
    '{0} is a closure: every thread would have its own copy of the variables around it. Use an exported function, and pass what it needs in args',
    '{0} 是闭包：每个线程都会有它外层变量的副本。请使用导出的函数，并通过 args 传入所需内容',
  ],
  [
    '{0} is not exported, and a thread finds its class by export: write "export class {1}"',
    '{0} 未导出，而线程通过导出查找自己的类：请写成“export class {1}”',
  ],
  [
    '{0} is not exported, and a thread finds its function by export: write "export function {1}"',
    '{0} 未导出，而线程通过导出查找自己的函数：请写成“export function {1}”',
  ],
  [
    'this class is made inside a function, where a thread cannot find it: export it at module level',
    '这个类在函数内部创建，线程无法在那里找到它：请在模块顶层导出它',
  ],
  [
    '{0} is made inside a function, where a thread cannot find it: export it at module level',
    '{0} 在函数内部创建，线程无法在那里找到它：请在模块顶层导出它',
  ],
  [
    '{0} is a private field of a thread, and private ones do not travel to the thread: make {1} an ordinary one',
    '{0} 是线程的私有字段，私有字段不会传到线程：请把 {1} 改为普通字段',
  ],
  [
    '{0} is a private method of a thread, and private ones do not travel to the thread: make {1} an ordinary one',
    '{0} 是线程的私有方法，私有方法不会传到线程：请把 {1} 改为普通方法',
  ],
  [
    'this.{0} is a function in a field, and functions do not travel to the thread: make it a method',
    'this.{0} 是字段中的函数，函数不会传到线程：请把它改为方法',
  ],

  // How a run was ended.
  ['the program did not end within {0} s; {1} was here', '程序未在 {0} 秒内结束；{1} 运行到此处'],
  ['the program did not end within {0} s', '程序未在 {0} 秒内结束'],
  [
    'the program took {0} MB of memory, more than a run may; {1} was here',
    '程序占用了 {0} MB 内存，超过运行的上限；{1} 运行到此处',
  ],
  ['the program took {0} MB of memory, more than a run may', '程序占用了 {0} MB 内存，超过运行的上限'],
  [
    'the program made a million steps without the clock moving; {0} was here',
    '程序执行了一百万步而时钟没有前进；{0} 运行到此处',
  ],
  ['the program made a million steps without the clock moving', '程序执行了一百万步而时钟没有前进'],
  ['the worker of {0} used more than {1} MB of heap', '{0} 的工作者使用了超过 {1} MB 的堆内存'],
  ['the worker of {0} died: {1}', '{0} 的工作者意外终止：{1}'],
  ['the schedule was made for another text of {0}', '这个调度是为 {0} 的另一份代码生成的'],
  ['line {0} of {1} has no operation for threads to meet at', '{1} 的第 {0} 行没有可让线程相遇的操作'],
  ['the engine was shut down', '引擎已关闭'],
  ['the recorder failed: {0}', '记录器出错：{0}'],
  ['the recorder ended with code {0}', '记录器已结束，代码为 {0}'],

  // Python.
  ['the program was killed by {0}', '程序被 {0} 终止'],
  ['the program ended with exit code {0}', '程序结束，退出码为 {0}'],
  ['Python 3.8 or later is needed, and "{0}" is older', '需要 Python 3.8 或更高版本，而“{0}”版本较旧'],
  ['"{0}" could not run the tracer: {1}', '“{0}”无法运行跟踪器：{1}'],
  [
    'cannot start the Python interpreter "{0}": there is no such program; install Python 3.8 or later, or say which interpreter to use',
    '无法启动 Python 解释器“{0}”：没有这个程序；请安装 Python 3.8 或更高版本，或指定要使用的解释器',
  ],
  ['cannot start the Python interpreter "{0}": {1}', '无法启动 Python 解释器“{0}”：{1}'],

  // Trace files.
  ['this is not a Threadlanes trace', '这不是 Threadlanes 的轨迹文件'],
  ['this trace has version {0}, which is newer than this program', '此轨迹文件的版本为 {0}，比本程序更新'],
  ['the trace ends before its header does', '轨迹文件在文件头结束之前就中断了'],
  ['the header of the trace is damaged', '轨迹文件的文件头已损坏'],
];
