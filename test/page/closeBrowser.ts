// Runs with each file of page tests: the Chromium that its pages had in common ends with it.
import { afterAll } from 'vitest';
import { closeBrowser } from './openPage.js';

afterAll(closeBrowser);
