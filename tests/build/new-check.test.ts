import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { allChecks } from '../../shared/checks/all-checks.ts'
import type { AnyCheck, Step } from '../../shared/checks/check.ts'
import { guideComplaints, indexComplaints, pageComplaints, testComplaints } from '../shared/checks/rules-of-places.ts'
import { rulesOfWords } from '../shared/checks/rules-of-words.ts'

// Each test starts processes of its own, on machines that may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const repository = join(import.meta.dirname, '../..')
const REGISTRY = 'shared/checks/all-checks.ts'
let root: string

/** A copy of what a new check touches, so that nothing here writes into the repository. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'postern-new-check-'))
  for (const path of [
    'shared',
    'docs/checks',
    'tests/shared/checks',
    'tests/fixtures',
    'build',
    'tsconfig.json',
    'package.json',
  ]) {
    cpSync(join(repository, path), join(root, path), { recursive: true })
  }
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'), 'dir')
})

afterAll(() => rmSync(root, { recursive: true, force: true }))

function newCheckIn(folder: string, ...args: string[]) {
  const script = join(repository, 'build/new-check.ts')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, '--root', folder, ...args], {
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, stdout, stderr }
}

const newCheck = (...args: string[]) => newCheckIn(root, ...args)
const textOf = (path: string) => readFileSync(join(root, path), 'utf8')
/** What the registry calls the last check of a step, before anything is added: `ews/time-zones` is ewsTimeZones. */
const lastOf = (step: Step) =>
  allChecks
    .findLast(({ meta }) => meta.step === step)
    ?.meta.id.replace(/[/-]([a-z])/g, (_, letter: string) => letter.toUpperCase())
const usual = ['--step', 'ews', '--needs', 'ewsChallenge']

describe('what is refused, in one sentence and with exit code 2', () => {
  test.each([
    ['no id', usual, 'One check is named at a time'],
    ['two ids', ['ews/one', 'ews/two', ...usual], 'One check is named at a time'],
    ['an id without an area', ['door', ...usual], '"door" is not a check\'s id; accepted is <area>/<name>'],
    ['an id in capitals', ['ews/Door', ...usual], '"ews/Door" is not a check\'s id'],
    ['an id that leads elsewhere', ['../door', ...usual], '"../door" is not a check\'s id'],
    ['an id with a third part', ['ews/door/bell', ...usual], '"ews/door/bell" is not a check\'s id'],
    ['an id that is too long', [`ews/${'d'.repeat(60)}`, ...usual], 'up to 60 characters'],
    ['no step', ['ews/door', '--needs', 'ewsChallenge'], '--step is missing; accepted is one of dns, connection'],
    ['an unknown step', ['ews/door', '--step', 'cellar', '--needs', 'ewsChallenge'], '--step does not know "cellar"'],
    ['no artifact', ['ews/door', '--step', 'ews'], '--needs is missing; accepted is one or more of endpoints'],
    ['an unknown artifact', ['ews/door', '--step', 'ews', '--needs', 'ewsChallenge,ewsDoor'], '"ewsDoor"; accepted is'],
    ['an artifact left empty', ['ews/door', '--step', 'ews', '--needs', 'ewsChallenge,'], '--needs is missing'],
    ['an unknown option', ['ews/door', ...usual, '--colour', 'red'], "Unknown option '--colour'"],
    ['an option without its value', ['ews/door', '--step'], 'accepted is: npm run new:check'],
    ['a check that exists', ['ews/inbox', ...usual], 'shared/checks/ews/inbox.ts exists already'],
    ['a name that reads like another', ['sign/in-basic', ...usual], 'signInBasic already, which is another check'],
  ])('%s', (_, args, words) => {
    const registry = textOf(REGISTRY)
    const { status, stdout, stderr } = newCheck(...args)
    expect(stderr).toContain(words)
    expect(stderr.trimEnd().split('\n')).toHaveLength(1)
    expect([status, stdout]).toEqual([2, ''])
    expect(textOf(REGISTRY)).toBe(registry)
  })

  test('a folder that is not the repository', () => {
    const empty = mkdtempSync(join(tmpdir(), 'postern-empty-'))
    const { status, stderr } = newCheckIn(empty, 'ews/door', ...usual)
    expect(stderr).toMatch(/^shared\/checks\/all-checks\.ts is not in .*; --root names the repository\.\n$/)
    expect(status).toBe(2)
    expect(existsSync(join(empty, 'shared'))).toBe(false)
    rmSync(empty, { recursive: true })
  })

  test('a page or a test that stands in the way', () => {
    writeFileSync(join(root, 'docs/checks/ews/gate.md'), 'Notes of somebody.')
    const { status, stderr } = newCheck('ews/gate', ...usual)
    expect([status, stderr]).toEqual([2, 'docs/checks/ews/gate.md exists already; choose another name.\n'])
    expect(existsSync(join(root, 'shared/checks/ews/gate.ts'))).toBe(false)
    expect(textOf('docs/checks/ews/gate.md')).toBe('Notes of somebody.')
  })
})

describe('what is written', () => {
  const ids = ['ews/door', 'dns/alias', 'mail/queue-length'] as const

  beforeAll(() => {
    for (const [id, step, needs] of [
      ['ews/door', 'ews', 'ewsChallenge'],
      ['dns/alias', 'dns', 'dnsAnswers'],
      ['mail/queue-length', 'active-sync', 'endpoints, activeSyncOptions'],
    ] as const) {
      const { status, stdout, stderr } = newCheck(id, '--step', step, '--needs', needs)
      expect([status, stderr]).toEqual([0, ''])
      expect(stdout).toContain(`Wrote shared/checks/${id}.ts, tests/shared/checks/${id}.test.ts, docs/checks/${id}.md`)
    }
  })

  test('each entry stands at the end of its step, and the imports stay sorted', () => {
    const entries =
      textOf(REGISTRY)
        .match(/^ {2}[A-Za-z]+,$/gm)
        ?.map((line) => line.trim().replace(',', '')) ?? []
    expect(entries[entries.indexOf('dnsAlias') - 1]).toBe(lastOf('dns'))
    expect(entries[entries.indexOf('ewsDoor') - 1]).toBe(lastOf('ews'))
    expect(entries.at(-1)).toBe('mailQueueLength')
    const imports = textOf(REGISTRY).match(/(?<=^import .* from ')[^']+/gm) ?? []
    expect(imports).toEqual(imports.toSorted())
  })

  test('it compiles and is formatted as the house is', () => {
    const complaintsOf = (name: string, ...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(join(repository, 'node_modules/.bin', name), args, {
        cwd: root,
        encoding: 'utf8',
      })
      return status === 0 ? '' : `${stdout}${stderr}`
    }
    writeFileSync(
      join(root, 'tsconfig.new.json'),
      JSON.stringify({ extends: './tsconfig.json', include: ['shared', 'tests/shared/checks', 'build/new-check*.ts'] }),
    )
    cpSync(join(repository, 'biome.json'), join(root, 'biome.json'))
    const written = [REGISTRY, ...ids.flatMap((id) => [`shared/checks/${id}.ts`, `tests/shared/checks/${id}.test.ts`])]
    expect(complaintsOf('tsc', '-p', 'tsconfig.new.json')).toBe('')
    expect(complaintsOf('biome', 'check', '--vcs-enabled=false', ...written)).toBe('')
  })

  test.each(ids)('%s fails the house rules until words are put', async (id) => {
    const { default: check } = (await import(pathToFileURL(join(root, `shared/checks/${id}.ts`)).href)) as {
      default: AnyCheck
    }
    const { meta } = check
    expect(meta.id).toBe(id)
    expect(Object.keys(meta.outcomes)).toEqual(['seen', 'not-seen'])
    expect(rulesOfWords['all words are written'](meta)).toHaveLength(5)
    // The structure is whole: what is missing are the words, and the place in the guide.
    expect(pageComplaints(meta, textOf(`docs/checks/${id}.md`))).toEqual(['words are missing'])
    expect(testComplaints(meta, textOf(`tests/shared/checks/${id}.test.ts`))).toEqual(['words are missing'])
    expect(indexComplaints([meta], textOf('docs/checks/README.md'))).toEqual(['words are missing'])
    expect(guideComplaints(meta, [])).toEqual([`${id} has no place in the guide`])
  })

  test('the same check a second time is refused', () => {
    const { status, stderr } = newCheck('ews/door', ...usual)
    expect([status, stderr]).toEqual([2, 'shared/checks/ews/door.ts exists already; choose another name.\n'])
  })
})
