/** What `--help` says in English: of all commands in short, and of each with every option. */

const overview = `Threadlanes runs concurrent programs on real threads, tells what they did, and finds what can go wrong.

  threadlanes examples           lists the examples
  threadlanes run PROGRAM        runs a program once and tells what went wrong
  threadlanes explore PROGRAM    tries schedules until one fails (TypeScript and JavaScript)
  threadlanes check PATH ...     finds deadlocks and lock mistakes without running anything
  threadlanes export TRACE       makes a page, a picture or JSON of a recorded run

PROGRAM is the id of an example, or a file: .ts, .js, .mjs or .py. The program's own arguments follow --.
threadlanes COMMAND --help lists the options of a command.

Exit code: 0 nothing found, 1 a concurrency problem, 2 wrong usage, 3 the program failed, 4 time-out.`;

const commands = {
  examples: `threadlanes examples [--json]

  --json                 as JSON, with titles, variants and chapters`,
  run: `threadlanes run PROGRAM [OPTIONS] [-- ARGUMENTS OF THE PROGRAM]

  --variant NAME         which variant of an example
  --mode MODE            controlled: one thread moves at a time, a seed decides which, time is virtual (usual);
                         live: real time, as Python programs always run
  --seed N               of a controlled run: the same seed gives the same run (1)
  --schedule FILE        follow the schedule in a report of explore --json, or in a file saved in VS Code
  --timeout SECONDS      end the program after so long (30)
  --max-threads N        refuse more threads than these at once
  --untraced             of a live run: record nothing, to see what recording costs
  --python INTERPRETER   which Python (python3)
  --hide-contents        of a Python program: record no contents of queues
  --trace FILE           keep the run: "threadlanes export" and VS Code open it
  --json                 print a report as JSON instead of words`,
  explore: `threadlanes explore PROGRAM [OPTIONS] [-- ARGUMENTS OF THE PROGRAM]

  --variant NAME         which variant of an example
  --strategy NAME        portfolio (all in turns, usual), random, round-robin, pct, pos, bounded, dpor
  --aim WHERE            threads are to meet at a line, FILE:LINE or an object's name; may be given again
  --depth N              of pct: the depth of the bugs that it aims at; of bounded: the most preemptions (3)
  --schedules N          try so many at most (10000)
  --time SECONDS         search so long at most (60)
  --keep-going           do not stop at the first that fails: tell how many do
  --seed N               where the search begins: the same seed makes the same search (1)
  --timeout SECONDS      end a single schedule after so long (5)
  --trace FILE           keep the failing run: "threadlanes export" and VS Code open it
  --json                 print a report as JSON, which run --schedule takes`,
  check: `threadlanes check PATH ... [--format text|json|sarif]

Looks at Python, JavaScript and TypeScript files, and at all of them in a folder. Exit code 1: something certain was found.

  --format FORMAT        text (usual), json, or sarif for code scanning`,
  export: `threadlanes export TRACE --to FORMAT [-o FILE]

  --to FORMAT            html: a page that replays anywhere; svg: a picture; chrome: for Perfetto; json: the events
  -o, --out FILE         where to write (the standard output)`,
};

export const usageEnglish = { overview, commands };
export type Usage = typeof usageEnglish;
