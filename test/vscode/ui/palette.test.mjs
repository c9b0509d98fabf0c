import { strictEqual } from 'node:assert/strict';

/** The first thing a person does: F1 and the name of the command. */
export const tests = {
  'the palette lists the command that shows an example': async ({ workbench }) => {
    strictEqual(await (await workbench.palette('Threadlanes: Visualize Concurrency Example')).count(), 1);
  },
};
