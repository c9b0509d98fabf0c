/** `threadlanes examples`: what there is to run. */
import { readCatalogue } from '../engine/examples/catalogue.js';
import { examplesFolder } from './packageFolders.js';
import { language } from './text/language.js';
import { UsageError } from './usageError.js';

export function listExamples(args: readonly string[]): number {
  const unknown = args.find((arg) => arg !== '--json');
  if (unknown !== undefined) throw new UsageError(`examples: unknown argument "${unknown}"`);
  const examples = readCatalogue(examplesFolder);
  if (args.includes('--json')) console.log(JSON.stringify({ examples }));
  else for (const { id, summary } of examples) console.log(`${id.padEnd(24)} ${summary[language]}`);
  return 0;
}
