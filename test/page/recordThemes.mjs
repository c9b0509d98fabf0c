// Records the colours and fonts that a real VS Code gives its webviews, into test/page/themes/.
// Run it again when the VS Code in tools/vscode-server changes:  node test/page/recordThemes.mjs
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launch } from '../../scripts/browser.mjs';
import { inRoot } from '../../scripts/lib/report.mjs';
import { ensureServer, freshFolder, startServer } from '../../scripts/vscodeServer.mjs';
import { openWorkbench } from '../../scripts/workbench.mjs';

const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  'hc-dark': 'Default High Contrast',
  'hc-light': 'Default High Contrast Light',
};

const manifest = {
  name: 'theme-probe',
  publisher: 'threadlanes-test',
  version: '0.0.1',
  engines: { vscode: '^1.101.0' },
  main: './main.js',
  contributes: { commands: [{ command: 'themeProbe.open', title: 'Theme Probe: Open' }] },
};

const source = `const { commands, window } = require('vscode');
exports.activate = () => commands.registerCommand('themeProbe.open', () => {
  window.createWebviewPanel('probe', 'Probe', 1, {}).webview.html = '<p id="probe">probe</p>';
});`;

await ensureServer();
const scratch = freshFolder('record-themes');
const extensionPath = join(scratch, 'extension');
mkdirSync(extensionPath);
writeFileSync(join(extensionPath, 'package.json'), JSON.stringify(manifest));
writeFileSync(join(extensionPath, 'main.js'), source);
const folder = join(scratch, 'workspace');
cpSync(inRoot('sample-workspace'), folder, { recursive: true });
mkdirSync(inRoot('test', 'page', 'themes'), { recursive: true });

for (const [name, theme] of Object.entries(themes)) {
  const server = await startServer({
    userDataDir: join(scratch, name),
    extensionsDir: join(scratch, 'extensions'),
    smokeTest: true,
    trustWorkspaces: true,
    settings: { 'workbench.colorTheme': theme, 'window.autoDetectHighContrast': false },
  });
  const context = await launch({ colorScheme: name.includes('light') ? 'light' : 'dark' });
  const workbench = await openWorkbench({ context, server, folder, extensionPath });
  await workbench.command('Theme Probe: Open');
  const frame = await workbench.webview('#probe');
  const recorded = await frame.evaluate(() => {
    const { style } = document.documentElement;
    const names = [...style].filter((property) => property.startsWith('--')).sort();
    return {
      bodyClass: document.body.className,
      themeKind: document.body.dataset.vscodeThemeKind,
      variables: Object.fromEntries(
        names.map((property) => [property, style.getPropertyValue(property).trim()]),
      ),
    };
  });
  const file = inRoot('test', 'page', 'themes', `${name}.json`);
  writeFileSync(file, `${JSON.stringify(recorded, null, 2)}\n`);
  console.log(`  ${name}: ${Object.keys(recorded.variables).length} variables, ${recorded.bodyClass}`);
  await context.close();
  await server.stop();
}
