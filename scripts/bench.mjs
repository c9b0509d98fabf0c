// npm run bench: runs every bench/*.bench.mjs and prints a table; .cache/bench.json holds the same.
//   node scripts/bench.mjs [--only TEXT] [--repeat N]
// A bench file has one default export, async () => [{ name, unit, value, baselineName, baseline, ratio }],
// called once a repetition; the table shows medians, so one disturbed repetition does not count.
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { cacheDir, inRoot, since } from './lib/report.mjs';

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, repeat: { type: 'string', default: '5' } },
});

function median(numbers) {
  const sorted = numbers.filter((number) => typeof number === 'number').sort((a, b) => a - b);
  if (sorted.length === 0) return undefined;
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Rows of all repetitions to one row a name: medians, and the spread of `value`. */
function summarize(repetitions) {
  const byName = new Map();
  for (const row of repetitions.flat()) byName.set(row.name, [...(byName.get(row.name) ?? []), row]);
  return [...byName.values()].map((rows) => {
    const values = rows.map((row) => row.value);
    return {
      name: rows[0].name,
      unit: rows[0].unit,
      value: median(values),
      least: Math.min(...values),
      most: Math.max(...values),
      baselineName: rows[0].baselineName,
      baseline: median(rows.map((row) => row.baseline)),
      ratio: median(rows.map((row) => row.ratio)),
    };
  });
}

function shown(number) {
  if (number === undefined) return '';
  return Math.abs(number) >= 100 ? String(Math.round(number)) : number.toPrecision(3);
}

function printTable(rows) {
  const lines = [
    ['what', 'median', 'least', 'most', 'unit', 'against', 'its value', 'ratio'],
    ...rows.map((row) => [
      row.name,
      ...[row.value, row.least, row.most].map(shown),
      row.unit,
      row.baselineName ?? '',
      ...[row.baseline, row.ratio].map(shown),
    ]),
  ];
  const widths = lines[0].map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  for (const line of lines)
    console.log(
      line
        .map((text, column) => text.padEnd(widths[column]))
        .join('  ')
        .trimEnd(),
    );
}

const folder = inRoot('bench');
const files = (existsSync(folder) ? readdirSync(folder) : [])
  .filter((file) => file.endsWith('.bench.mjs') && (!options.only || file.includes(options.only)))
  .sort();
if (files.length === 0) {
  console.error('No bench/*.bench.mjs found');
  process.exit(1);
}
const all = [];
for (const file of files) {
  const start = performance.now();
  const { default: bench } = await import(pathToFileURL(inRoot('bench', file)).href);
  const repetitions = [];
  for (let count = 0; count < Number(options.repeat); count++) repetitions.push(await bench());
  const rows = summarize(repetitions).map((row) => ({ file, ...row }));
  all.push(...rows);
  console.log(`\n${file} (${options.repeat} repetitions, ${since(start)})`);
  printTable(rows);
}
mkdirSync(cacheDir, { recursive: true });
const machine = { node: process.version, processors: cpus().length, model: cpus()[0]?.model ?? '' };
writeFileSync(inRoot('.cache', 'bench.json'), `${JSON.stringify({ machine, rows: all }, null, 2)}\n`);
