/** `threadlanes check` as scripts and services use it: exit codes, JSON, SARIF, text, suppression, cache. */
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Ended, threadlanesIn } from '../commandLine.js';

const cache = mkdtempSync(join(tmpdir(), 'threadlanes-cache-'));

const bank = `import threading

accounts = threading.Lock()
journal = threading.Lock()


def transfer():
    with accounts:
        with journal:
            pass


def audit():
    with journal:
        with accounts:
            pass


threading.Thread(target=transfer).start()
threading.Thread(target=audit).start()
`;

function project(files: Readonly<Record<string, string | Uint8Array>>): string {
  const root = mkdtempSync(join(tmpdir(), 'threadlanes-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

function check(cwd: string, ...args: string[]): Promise<Ended> {
  return checkIn({}, cwd, ...args);
}

function checkIn(language: NodeJS.ProcessEnv, cwd: string, ...args: string[]): Promise<Ended> {
  const env = { XDG_CACHE_HOME: cache, NO_COLOR: '1', ...language };
  return threadlanesIn({ cwd, env }, 'check', ...args);
}

interface Report {
  files: number;
  lines: number;
  elapsedMs: number;
  findings: {
    rule: string;
    severity: string;
    confidence: string;
    message: string;
    file: string;
    line: number;
    column: number;
    endLine: number;
    endColumn: number;
    related: { file: string; line: number; column: number; message: string }[];
  }[];
}
const json = async (cwd: string, ...args: string[]): Promise<Report> =>
  JSON.parse((await check(cwd, ...args, '--format', 'json')).stdout) as Report;

describe('exit codes', () => {
  it.each([
    ['0 when nothing is found', { 'a.py': 'x = 1\n' }, ['.'], 0],
    ['1 when a problem is found', { 'a.py': bank }, ['.'], 1],
    ['2 for a path that is not there', {}, ['none.py'], 2],
    ['2 for no path at all', {}, [], 2],
    ['2 for a file of no known language', { 'a.txt': '' }, ['a.txt'], 2],
    ['2 for a named file that is binary', { 'a.py': new Uint8Array([1, 0, 2]) }, ['a.py'], 2],
    ['2 for an unknown format', { 'a.py': '' }, ['.', '--format', 'xml'], 2],
  ])('are %s', async (_, files, args, code) => {
    const result = await check(project(files), ...args);
    expect(result.code).toBe(code);
    if (code === 2) expect(result.stderr).toMatch(/^threadlanes: .+\n$/);
    else expect(result.stderr).toBe('');
  });
});

describe('json', () => {
  const root = project({ 'src/bank.py': bank, 'src/other.py': 'x = 1\n' });

  it('tells one finding for the cycle, with both ways, in lines that start at 1', async () => {
    const { files, lines, findings } = await json(root, '.');
    expect([files, lines]).toEqual([2, 21]);
    expect(findings).toHaveLength(1);
    const [finding] = findings;
    expect(finding).toMatchObject({
      rule: 'lock-order-inversion',
      severity: 'warning',
      confidence: 'high',
      file: 'src/bank.py',
    });
    expect(finding?.message).toMatch(/accounts.*journal|journal.*accounts/);
    const related = finding?.related.map(({ file, line }) => `${file}:${line}`) ?? [];
    for (const line of [8, 9, 14, 15]) expect(related).toContain(`src/bank.py:${line}`);
  });

  it('has the fields of the contract and no others', async () => {
    const [finding] = (await json(root, '.')).findings;
    expect(Object.keys(await json(root, '.'))).toEqual(['files', 'lines', 'elapsedMs', 'findings']);
    expect(Object.keys(finding ?? {})).toEqual([
      'rule',
      'severity',
      'confidence',
      'message',
      'file',
      'line',
      'column',
      'endLine',
      'endColumn',
      'related',
    ]);
    expect(Object.keys(finding?.related[0] ?? {})).toEqual(['file', 'line', 'column', 'message']);
  });

  it('says the same from the cache', async () => {
    const again = { ...(await json(root, '.')), elapsedMs: 0 };
    expect({ ...(await json(root, '.')), elapsedMs: 0 }).toEqual(again);
  });

  it('sees a change although the cache knows the rest', async () => {
    const changing = project({ 'a.py': bank, 'b.py': 'x = 1\n' });
    expect((await json(changing, '.')).findings).toHaveLength(1);
    writeFileSync(
      join(changing, 'a.py'),
      bank.replace('target=audit', 'target=transfer').replace('def audit', 'def unused'),
    );
    writeFileSync(join(changing, 'b.py'), bank);
    expect((await json(changing, '.')).findings.map(({ file }) => file)).toContain('b.py');
  });

  it('names files from the working folder, wherever the checked ones lie', async () => {
    expect((await json(join(root, 'src'), '.')).findings[0]?.file).toBe('bank.py');
    expect((await json(join(root, 'src'), root)).findings[0]?.file).toBe('bank.py');
    expect((await json(tmpdir(), root)).findings[0]?.file.endsWith('/src/bank.py')).toBe(true);
  });
});

describe('suppression', () => {
  it('silences the rule on its line, and no other', async () => {
    const { findings } = await json(project({ 'a.py': bank }), '.');
    const line = (findings[0]?.line ?? 1) - 1;
    const lines = bank.split('\n');
    const silenced = (rule: string): string =>
      lines
        .map((text, at) => (at === line ? `${text}  # threadlanes: ignore[${rule}] both run once` : text))
        .join('\n');
    expect((await json(project({ 'a.py': silenced('lock-order-inversion') }), '.')).findings).toEqual([]);
    expect((await json(project({ 'a.py': silenced('self-deadlock') }), '.')).findings).toHaveLength(1);
  });
});

describe('text', () => {
  it('shows the source with carets, and the steps of both ways', async () => {
    const { stdout } = await check(project({ 'bank.py': bank }), '.');
    expect(stdout).toMatch(/^bank\.py:\d+:\d+: warning: .*accounts.*\[lock-order-inversion\]$/m);
    expect(stdout).toMatch(/^ +\d+ \| +with (?:accounts|journal):\n +\| +\^+$/m);
    expect(stdout).toMatch(/^ {2}way 1$/m);
    expect(stdout).toMatch(/^ {2}way 2$/m);
    expect(stdout).toMatch(/^1 finding in 1 file \(20 lines\), \d+\.\d\d s$/m);
  });

  it('says which file it could read only in part, from the cache too', async () => {
    const root = project({ 'bank.py': bank, 'broken.py': 'def f():\n    pass\n\ndef g(:\n    pass\n' });
    for (const _ of ['cold', 'warm']) {
      const { stderr, code } = await check(root, '.');
      expect(stderr).toBe(
        'threadlanes: read only in part broken.py: line 4 does not parse, and what belongs to it was not looked at\n',
      );
      expect(code).toBe(1);
    }
    expect((await check(root, 'broken.py')).code).toBe(0);
  });

  it('mentions what a walk left out, and goes on', async () => {
    const { stdout, stderr, code } = await check(
      project({ 'a.py': 'x = 1\n', 'b.py': new Uint8Array([0]), 'c.py': `${'x = 1\n'.repeat(700_000)}` }),
      '.',
    );
    expect(code).toBe(0);
    expect(stderr).toBe(
      'threadlanes: left out b.py: binary\nthreadlanes: left out c.py: larger than 4 MB (4.2 MB)\n',
    );
    expect(stdout).toContain('nothing found in 1 file');
  });

  it('ends on ten thousand nested brackets and on broken code', async () => {
    const files = {
      'deep.py': `x = ${'('.repeat(10_000)}${')'.repeat(10_000)}\n`,
      'broken.py': 'def f(:\n  with lock\n class',
      'open.py': '('.repeat(10_000),
    };
    expect((await check(project(files), '.')).code).toBe(0);
  });
});

describe('sarif', async () => {
  const root = project({ 'src/my bank.py': bank, 'blob.py': new Uint8Array([0]) });
  const { stdout } = await check(root, '.', '--format', 'sarif');

  it('validates against the schema of SARIF 2.1.0', () => {
    // The package that carries the schema brings the validator for its draft of JSON Schema as well.
    const carrier = createRequire(createRequire(import.meta.url).resolve('@microsoft/jest-sarif'));
    const Ajv = carrier('ajv') as new (
      options: object,
    ) => {
      addMetaSchema(schema: object): void;
      compile(schema: object): ((value: unknown) => boolean) & { errors?: unknown };
    };
    const ajv = new Ajv({ schemaId: 'auto', validateSchema: false });
    ajv.addMetaSchema(carrier('ajv/lib/refs/json-schema-draft-04.json') as object);
    const schema = carrier
      .resolve('@microsoft/jest-sarif')
      .replace(/index\.js$/, 'schemas/sarif-2.1.0-rtm.5.json');
    const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')) as object);
    validate(JSON.parse(stdout));
    expect(validate.errors).toBeNull();
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  it('tells the finding with both ways as thread flows, in URIs below the source root', () => {
    const [run] = (JSON.parse(stdout) as { runs: SarifRun[] }).runs;
    expect(run?.results).toHaveLength(1);
    const [result] = run?.results ?? [];
    expect(result).toMatchObject({ ruleId: 'lock-order-inversion', level: 'warning' });
    expect(run?.tool.driver.rules[result?.ruleIndex ?? -1]?.id).toBe('lock-order-inversion');
    expect(result?.locations[0]?.physicalLocation.artifactLocation).toEqual({
      uri: 'src/my%20bank.py',
      uriBaseId: '%SRCROOT%',
    });
    expect(result?.codeFlows[0]?.threadFlows).toHaveLength(2);
    expect(run?.invocations[0]?.toolExecutionNotifications[0]?.message.text).toBe('left out: binary');
  });
});

interface SarifRun {
  tool: { driver: { rules: { id: string }[] } };
  invocations: { toolExecutionNotifications: { message: { text: string } }[] }[];
  results: {
    ruleId: string;
    ruleIndex: number;
    locations: { physicalLocation: { artifactLocation: object } }[];
    codeFlows: { threadFlows: object[] }[];
  }[];
}

describe('in Chinese', () => {
  it('tells people of a finding', async () => {
    const root = project({
      'twice.py':
        'import threading\nlock = threading.Lock()\ndef f():\n    lock.acquire()\n    lock.acquire()\n',
    });
    const { code, stdout } = await checkIn({ LANG: 'en_US', LC_ALL: 'zh_CN.UTF-8' }, root, '.');
    expect(code).toBe(1);
    expect(stdout).toContain('twice.py:5:5: 警告: lock 被持有它的线程再次获取');
    expect(stdout).toContain('发现 1 个问题，共检查 1 个文件（5 行）');
  });
});
