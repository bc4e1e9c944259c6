import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { UNWRITTEN } from '../../../build/new-check-files.ts'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import type { AnyCheck } from '../../../shared/checks/check.ts'
import { guide } from '../../../shared/guide/guide.ts'
import type { Statement } from '../../../shared/guide/statement.ts'
import {
  guideComplaints,
  indexComplaints,
  orderComplaints,
  pageComplaints,
  registryComplaints,
  statementComplaints,
  testComplaints,
} from './rules-of-places.ts'
import { rulesOfWords } from './rules-of-words.ts'

const root = join(import.meta.dirname, '../../..')
const textOf = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined)

/** A check with which nothing is wrong. */
const good: AnyCheck['meta'] = {
  id: 'ews/door',
  step: 'ews',
  subject: 'The door',
  needs: ['ewsChallenge'],
  guide: ['exchange.door'],
  why: 'A door that is shut keeps everybody out. It is seen first.',
  outcomes: {
    open: { verdict: 'pass', title: 'The door of {server} is open' },
    shut: { verdict: 'fail', title: '{server} keeps the door shut', advice: 'Open the door of {server}.' },
  },
}
const shut = (changes: { title?: string; advice?: string }): Partial<typeof good> => ({
  outcomes: { shut: { verdict: 'fail', title: 'The door is shut', advice: 'Open the door.', ...changes } },
})

const badWords: [keyof typeof rulesOfWords, Partial<typeof good>][] = [
  ['the id is <area>/<name>', { id: 'ews/Door' }],
  ['the id is <area>/<name>', { id: 'door' }],
  ['the step exists', { step: 'cellar' as 'ews' }],
  ['it needs something', { needs: [] }],
  ['the subject begins a title', { subject: 'the door.' }],
  ['why is one sentence or two', { why: 'One. Two. Three.' }],
  ['why is one sentence or two', { why: 'No end' }],
  ['a title is a fact without a period', shut({ title: 'The door is shut.' })],
  ['a title is a fact without a period', shut({ title: 'door shut' })],
  [
    'advice is there for all but a pass',
    { outcomes: { open: { verdict: 'pass', title: 'Open', advice: 'Wait.' as never } } },
  ],
  ['advice is sentences that begin with what to do', shut({ advice: 'Open the door' })],
  ['advice is sentences that begin with what to do', shut({ advice: 'open the door.' })],
  ['advice is sentences that begin with what to do', shut({ advice: 'Please open the door.' })],
  ['places are named in letters', shut({ title: 'The door {door-1} is shut' })],
  ['places are named in letters', shut({ advice: 'Open {server.' })],
  ['nothing is shouted or blamed', shut({ advice: 'Open the door! Then wait.' })],
  ['nothing is shouted or blamed', shut({ title: 'Oops, the door is shut' })],
  ['nothing is shouted or blamed', shut({ advice: 'Open the door that you forgot.' })],
  ['all words are written', { subject: UNWRITTEN }],
  ['all words are written', shut({ title: UNWRITTEN })],
  ['all words are written', shut({ advice: `${UNWRITTEN}.` })],
  ['all words are written', { why: '' }],
]

const goodPage = `# The door

## What it looks at

The door.

## Why it matters

It is seen first.

## Outcomes

| Outcome | Verdict | What it means | What to do |
| --- | --- | --- | --- |
| \`open\` | pass | It is open. | Nothing. |
| \`shut\` | fail | It is shut. | Open it. |

## How Exchange does it

With a hinge.

## What it cannot see

The room.
`
const badPages: [string, string | undefined, string][] = [
  ['no page', undefined, 'ews/door has no page'],
  ['no title', goodPage.slice(2), 'no title'],
  ['no section', goodPage.replace('What it cannot see', 'Notes'), 'no section What it cannot see'],
  ['an empty section', goodPage.replace('With a hinge.', ''), 'no section How Exchange does it'],
  ['an outcome left out', goodPage.replace(/^.*`shut`.*\n/m, ''), 'no row for shut: fail'],
  ['an outcome without words', goodPage.replace('It is shut.', ''), 'no row for shut: fail'],
  ['another verdict', goodPage.replace('| fail |', '| warn |'), 'no row for shut: fail'],
  ['an outcome that is gone', goodPage.replace('`open`', '`ajar`'), 'a row too many for ajar: pass'],
  ['words left out', goodPage.replace('With a hinge.', UNWRITTEN), 'words are missing'],
]

const door: Statement = { id: 'exchange.door', section: 'exchange', says: 'A door is open.', answeredBy: ['ews/door'] }
const later: Statement = {
  id: 'general.roof',
  section: 'general',
  says: 'A roof is on.',
  answeredBy: [],
  later: 'Part 2.',
}

describe('each rule can fail', () => {
  test.each(badWords)('of words: %s %#', (rule, changes) => {
    expect(rulesOfWords[rule]({ ...good, ...changes })).not.toEqual([])
  })

  test('every rule of words has a bad sample, and a good one passes them all', () => {
    expect(new Set(badWords.map(([rule]) => rule))).toEqual(new Set(Object.keys(rulesOfWords)))
    expect(Object.values(rulesOfWords).flatMap((rule) => rule(good))).toEqual([])
  })

  test.each(badPages)('of pages: %s', (_, page, complaint) => {
    expect(pageComplaints(good, page)).toContain(complaint)
  })

  test.each([
    ['a file that calls itself otherwise', [{ path: 'ews/gate.ts', id: 'ews/door' }], ['ews/door']],
    ['a file that is not registered', [{ path: 'ews/door.ts', id: 'ews/door' }], []],
    ['a registered check without a file', [], ['ews/door']],
    ['a check that is registered twice', [{ path: 'ews/door.ts', id: 'ews/door' }], ['ews/door', 'ews/door']],
  ])('of the registry: %s', (_, files, registered) => {
    expect(registryComplaints(files, registered)).toHaveLength(1)
  })

  test('of the order, the index and the tests', () => {
    expect(orderComplaints([good, { id: 'dns/gate', step: 'dns' }])).toEqual(['dns/gate stands after ews/door'])
    expect(indexComplaints([good], '| [`ews/door`](ews/door.md) | dns | The door |')).toEqual([
      'ews/door is not in the index',
    ])
    expect(indexComplaints([], UNWRITTEN)).toEqual(['words are missing'])
    expect(testComplaints(good, undefined)).toEqual(['ews/door has no test'])
    expect(testComplaints(good, "'open', shut")).toEqual(['no test for shut'])
    expect(testComplaints(good, `'open' 'shut' ${UNWRITTEN}`)).toEqual(['words are missing'])
  })

  test('of the guide', () => {
    expect(guideComplaints({ ...good, guide: [] }, [door])).toEqual(['ews/door has no place in the guide'])
    expect(guideComplaints(good, [later])).toEqual(['exchange.door is not in the guide'])
    expect(guideComplaints({ ...good, id: 'ews/gate' }, [door])).toEqual(['exchange.door does not list ews/gate'])
    expect(statementComplaints([door], [])).toEqual(['exchange.door lists ews/door, which does not name it'])
    expect(statementComplaints([later, later], [])).toEqual(['general.roof stands twice'])
    expect(statementComplaints([{ ...later, section: 'exchange' }], [])).toEqual(['general.roof is not of exchange'])
    expect(statementComplaints([{ ...later, later: '' }], [])).toContain('general.roof is answered by nothing')
    expect(statementComplaints([{ ...later, says: 'No period' }], [])).toEqual(['No period'])
  })

  test('and what is right passes', () => {
    expect(pageComplaints(good, goodPage)).toEqual([])
    expect(registryComplaints([{ path: 'ews/door.ts', id: 'ews/door' }], ['ews/door'])).toEqual([])
    expect(orderComplaints([{ id: 'dns/gate', step: 'dns' }, good])).toEqual([])
    expect(indexComplaints([good], '| [`ews/door`](ews/door.md) | ews | The door |')).toEqual([])
    expect(testComplaints(good, "'open' 'shut'")).toEqual([])
    expect(guideComplaints(good, [door])).toEqual([])
    expect(statementComplaints([door, later], [good])).toEqual([])
  })
})

describe('the checks as they stand', () => {
  const metas = allChecks.map(({ meta }) => meta)

  test('the registry holds every check of the folder, in the order of the steps', async () => {
    const paths = globSync('*/*.ts', { cwd: join(root, 'shared/checks') }).map((path) => path.replaceAll('\\', '/'))
    const modules = await Promise.all(
      paths.map(async (path) => ({
        path,
        found: (await import(join(root, 'shared/checks', path))) as { default?: AnyCheck },
      })),
    )
    const files = modules.flatMap(({ path, found }) => (found.default ? [{ path, id: found.default.meta.id }] : []))
    expect(files.length).toBeGreaterThan(0)
    const registered = metas.map(({ id }) => id)
    expect(registryComplaints(files, registered)).toEqual([])
    expect(orderComplaints(metas)).toEqual([])
  })

  test.each(metas.map((meta) => [meta.id, meta] as const))('%s keeps the rules of words', (_, meta) => {
    for (const [rule, complaints] of Object.entries(rulesOfWords)) expect(complaints(meta), rule).toEqual([])
  })

  test.each(metas.map((meta) => [meta.id, meta] as const))('%s has its page, its test and its place', (id, meta) => {
    expect(pageComplaints(meta, textOf(`docs/checks/${id}.md`))).toEqual([])
    expect(testComplaints(meta, textOf(`tests/shared/checks/${id}.test.ts`))).toEqual([])
    expect(guideComplaints(meta, guide)).toEqual([])
  })

  test('the index of the pages is whole', () => {
    expect(indexComplaints(metas, textOf('docs/checks/README.md') ?? '')).toEqual([])
  })

  test('every statement of the guide is answered, now or later', () => {
    expect(guide.length).toBeGreaterThan(0)
    expect(statementComplaints(guide, metas)).toEqual([])
  })
})
