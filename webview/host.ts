/** The page's only way to the host. */
import type { PageToHost } from '../src/protocol/page.js';

interface HostApi {
  postMessage(message: PageToHost): void;
  getState(): unknown;
  setState(state: unknown): void;
}
declare function acquireVsCodeApi(): HostApi;

export const host: HostApi = acquireVsCodeApi();
