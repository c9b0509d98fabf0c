/** VS Code's own buttons and choices. The toolkit is no longer developed: nobody but this module may know it. */
import { provideVSCodeDesignSystem, vsCodeButton } from '@vscode/webview-ui-toolkit';

provideVSCodeDesignSystem().register(vsCodeButton());

export function button(
  text: string,
  title: string,
  act: () => void,
  appearance: 'primary' | 'secondary' | 'icon' = 'secondary',
): HTMLElement {
  const element = document.createElement('vscode-button');
  element.setAttribute('appearance', appearance);
  element.textContent = text;
  element.title = title;
  element.setAttribute('aria-label', title);
  element.addEventListener('click', act);
  return element;
}
