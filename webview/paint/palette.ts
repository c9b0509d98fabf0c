/** Colours: everything from the theme, and those of the threads. */
import { coloursOnDark, coloursOnLight } from '../../src/trace/threadColours.js';

export interface Palette {
  readonly background: string;
  readonly foreground: string;
  readonly faint: string;
  readonly grid: string;
  readonly accent: string;
  readonly error: string;
  readonly selection: string;
  readonly contrast: boolean;
  readonly light: boolean;
  readonly font: string;
  /** By `colourOf`: 0 is what belongs to no thread. */
  readonly colours: readonly string[];
}

/** Reads the theme of the moment; a page outside of VS Code has none and follows the system's. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const get = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  const { classList } = document.body;
  const light =
    classList.contains('vscode-light') ||
    classList.contains('vscode-high-contrast-light') ||
    (classList.contains('standalone') && matchMedia('(prefers-color-scheme: light)').matches);
  const faint = get('--vscode-descriptionForeground', light ? '#616161' : '#9d9d9d');
  return {
    background: get('--vscode-editor-background', light ? '#ffffff' : '#1e1e1e'),
    foreground: get('--vscode-foreground', light ? '#333333' : '#cccccc'),
    faint,
    grid: get('--vscode-contrastBorder', '') || get('--vscode-panel-border', '#80808059'),
    accent: get('--vscode-focusBorder', '#007fd4'),
    error: get('--vscode-errorForeground', light ? '#b01011' : '#f14c4c'),
    selection: get('--vscode-list-inactiveSelectionBackground', '#80808030'),
    contrast: classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light'),
    light,
    font: `12px ${get('--vscode-font-family', 'sans-serif')}`,
    colours: [faint, ...(light ? coloursOnLight : coloursOnDark)],
  };
}
