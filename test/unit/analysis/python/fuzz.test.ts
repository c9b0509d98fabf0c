import { describeMutatedFiles } from '../mutatedFiles.js';

describeMutatedFiles('Python', ['test/fixtures/analysis', 'examples'], (name) => name.endsWith('.py'));
