/** The page's only way to the host: VS Code, or nothing at all when the page is a file that carries its own trace. */
import type { PageToHost } from '../src/protocol/page.js';
import { standaloneHost } from './standalone.js';

export interface HostApi {
  postMessage(message: PageToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare const acquireVsCodeApi: (() => HostApi) | undefined;

export const isStandalone = typeof acquireVsCodeApi === 'undefined';
export const host: HostApi = typeof acquireVsCodeApi === 'undefined' ? standaloneHost() : acquireVsCodeApi();
