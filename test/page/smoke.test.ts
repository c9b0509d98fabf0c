// The page starts in every theme without an error. Pictures and behaviour have tests of their own.
import { expect, it } from 'vitest';
import { openPage, themeNames } from './openPage.js';

it.each(themeNames)('opens in the theme %s and says it is ready', async (theme) => {
  const opened = await openPage({ theme });
  try {
    expect((await opened.sent())[0]).toEqual({ type: 'ready' });
    expect(opened.errors).toEqual([]);
  } finally {
    await opened.close();
  }
});
