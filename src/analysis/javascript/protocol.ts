/** The lock model's names for what a class can define: the ones that every front end gives to the analysis. */

/** The method that makes an instance. */
export const initializer = '__init__';

/** Names of the model for names of JavaScript that mean the same. */
const protocolNames: Readonly<Record<string, string>> = {
  'Symbol.dispose': '__exit__',
  'Symbol.asyncDispose': '__aexit__',
};

export function protocolName(name: string): string {
  return protocolNames[name] ?? name;
}
