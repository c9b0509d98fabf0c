import { describeMutatedFiles } from '../mutatedFiles.js';

const folders = ['test/fixtures/analysis', 'src/runtime', 'src/engine', 'webview', 'examples', 'scripts'];

describeMutatedFiles('JavaScript and TypeScript', folders, (name) => /\.(?:[cm]?js|tsx?)$/.test(name));
