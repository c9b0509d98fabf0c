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
  readonly contrast: boolean;
  readonly font: string;
  thread(id: number): string;
}

/** Reads the theme of the moment. */
export function readPalette(): Palette {
  const style = getComputedStyle(document.body);
  const get = (name: string, otherwise: string): string => style.getPropertyValue(name).trim() || otherwise;
  const { classList } = document.body;
  const light = classList.contains('vscode-light') || classList.contains('vscode-high-contrast-light');
  const colours = light ? onLight : onDark;
  return {
    background: get('--vscode-editor-background', light ? '#ffffff' : '#1e1e1e'),
    foreground: get('--vscode-foreground', light ? '#333333' : '#cccccc'),
    faint: get('--vscode-descriptionForeground', '#888888'),
    grid: get('--vscode-contrastBorder', '') || get('--vscode-panel-border', '#80808059'),
    accent: get('--vscode-focusBorder', '#007fd4'),
    error: get('--vscode-errorForeground', '#f14c4c'),
    contrast: classList.contains('vscode-high-contrast') || classList.contains('vscode-high-contrast-light'),
    font: `12px ${get('--vscode-font-family', 'sans-serif')}`,
    thread: (id) =>
      id === 0 ? get('--vscode-foreground', '#888888') : (colours[(id - 1) % colours.length] as string),
  };
}
