/**
 * Colours: everything from the theme, and for threads a palette that colour-blind eyes can tell apart
 * (Okabe and Ito, "Color Universal Design", 2008), in a lighter and a darker set.
 */
const onDark = ['#56b4e9', '#e69f00', '#2fbf8f', '#f0e442', '#cc79a7', '#ff8c5a', '#8fa8ff', '#b8c46a'];
const onLight = ['#0072b2', '#b37400', '#00805c', '#7a6f00', '#a8467f', '#c04a00', '#4353b8', '#5c6b00'];

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

/** Which of a palette's colours a thread has everywhere. */
export function colourOf(thread: number): number {
  return thread === 0 ? 0 : 1 + ((thread - 1) % onDark.length);
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
    colours: [faint, ...(light ? onLight : onDark)],
  };
}
