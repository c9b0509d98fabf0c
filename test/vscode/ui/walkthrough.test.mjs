// The first steps as a new user takes them: each step's button does what it says, and the step is then marked as done.
const steps = '.getting-started-step';

/** Opens a step. The command brings the walkthrough back whatever the tab of VS Code's own welcome shows by then. */
async function openStep({ workbench, page }, title) {
  await workbench.command('Threadlanes: First Steps');
  const step = page.locator(steps, { hasText: title }).first();
  await page.locator(`${steps}.expanded`).first().waitFor();
  if ((await step.getAttribute('aria-expanded')) !== 'true') await step.click();
  return step;
}

async function press(window, title, button) {
  const step = await openStep(window, title);
  await step.locator('button, a', { hasText: button }).first().click();
}

export const tests = {
  'from the first deadlock to the own code, step by step': async (window) => {
    const { workbench, page } = window;
    await press(window, 'See your first deadlock', 'Run the example');
    const timeline = await workbench.webview('body:not(.is-following) .outcome.bad', { timeoutMs: 60_000 });

    const canvas = timeline.locator('.lanes canvas').first();
    const { width } = await canvas.boundingBox();
    // The second lane from above: clerk-2, hatched to its end.
    await canvas.click({ position: { x: width * 0.7, y: 70 } });

    await press(window, 'Mend it while it runs', 'Switch Live on or off');
    await workbench.webview('.is-following .outcome', { timeoutMs: 60_000 });

    await press(window, 'Find the schedule that fails', 'Explore the lost update');
    await workbench.webview('body:not(.is-following) .banner:has-text("ticketsLeft")', { timeoutMs: 90_000 });

    await press(window, 'Use it on your own code', 'Check the workspace');
    await workbench.command('Threadlanes: First Steps');
    const done = page.locator(`${steps} [role=checkbox][aria-checked=true]`);
    await done.nth(4).waitFor();
  },
};
