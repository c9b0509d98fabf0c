/** VS Code's own buttons and choices. The toolkit is no longer developed: nobody but this module may know it. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton());

export function button(
  text: string,
  title: string,
  act: () => void,
  appearance: 'primary' | 'secondary' | 'icon' = 'secondary',
  /** Stands for the text where there is little room. */
  symbol = '',
): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', appearance);
  if (symbol === '') element.textContent = text;
  else element.append(part('symbol', symbol), part('word', text));
  element.title = title;
  element.setAttribute('aria-label', title);
  element.addEventListener('click', act);
  return element;
}

function part(className: string, text: string): HTMLElement {
  // Not a span: the toolkit takes a span in a button for an icon of 16 pixels.
  const made = document.createElement('bdi');
  made.className = className;
  made.textContent = text;
  return made;
}
