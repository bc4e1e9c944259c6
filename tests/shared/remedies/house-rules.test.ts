import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { allChecks } from '../../../shared/checks/all-checks.ts'
import { remedyFor } from '../../../shared/ews/configured-access.ts'
import { accessSettings } from '../../../shared/ews/ews-decision.ts'
import { scriptText } from '../../../shared/management/script.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import { remedyIds } from '../../../shared/remedies/remedy.ts'
import { readCommands } from '../management/powershell-tree.ts'
import { exampleScripts, examples, subject } from './example.ts'
import { pageComplaints, rulesOfRemedies } from './rules-of-remedies.ts'

const root = join(import.meta.dirname, '../../..')
const textOf = (path: string) => (existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : undefined)
const all = remedyIds.map((id) => [id, remedies[id]] as const)

const good = remedies['ews-urls']
const scripts = { apply: 'Set-X', undo: 'Set-Y' }
const goodPage = `# ${good.title}

Remedy \`ews-urls\`.

## What it changes

This.

## The script

\`\`\`powershell
Set-X
\`\`\`

## Risk

That.

## When it takes effect

Soon.

## Undo

\`\`\`powershell
Set-Y
\`\`\`

## Sources

- None.
`

describe('each rule can fail', () => {
  test.each<[keyof typeof rulesOfRemedies, object]>([
    ['the title is a verb with its object', { title: 'EWS is enabled' }],
    ['why, risk and time are sentences', { risk: 'no end' }],
    ['who names a role', { who: 'You' }],
    ['there are steps by hand, with cmdlets', { byHand: ['Look.'] }],
    ['the time says whether IIS is restarted', { takesEffect: 'Soon.' }],
    ['it is verified', { verify: [] }],
  ])('%s', (rule, changes) => {
    expect(rulesOfRemedies[rule]({ ...good, ...changes })).not.toEqual([])
  })

  test.each([
    ['no page', undefined, 'ews-urls has no page'],
    ['another title', goodPage.slice(3), 'another title'],
    ['no section', goodPage.replace('## Risk', '## Other'), /^sections: /],
    ['an empty section', goodPage.replace('That.', ''), /^an empty section: Risk/],
    ['another script', goodPage.replace('Set-X', 'Set-Z'), 'another script'],
    ['another undo', goodPage.replace('Set-Y', 'Set-Z'), 'another undo'],
  ])('of pages: %s', (_, page, complaint) => {
    expect(pageComplaints(good, scripts, page)).toEqual([expect.stringMatching(complaint)])
  })

  test('and a good page passes', () => {
    expect(pageComplaints(good, scripts, goodPage)).toEqual([])
  })
})

describe('the remedies as they stand', () => {
  test.each(all)('%s keeps the rules, and is called as its file', (id, remedy) => {
    for (const [rule, complaints] of Object.entries(rulesOfRemedies)) expect(complaints(remedy), rule).toEqual([])
    expect(remedy.id).toBe(id)
    expect(textOf(`shared/remedies/${id}.ts`)).toContain(`id: '${id}'`)
    expect(existsSync(join(root, `tests/shared/remedies/${id}.test.ts`))).toBe(true)
  })

  test.each(all)('%s is verified by checks that exist', (_, { verify }) => {
    expect(allChecks.map(({ meta }) => meta.id)).toEqual(expect.arrayContaining([...verify]))
  })

  test.each(all)('%s has its page, with its script as it is', (id, remedy) => {
    expect(pageComplaints(remedy, exampleScripts(id), textOf(`docs/remedies/${id}.md`))).toEqual([])
    expect(textOf('docs/remedies/README.md')?.replaceAll(/ +\|/g, ' |')).toContain(
      `| [\`${id}\`](${id}.md) | ${remedy.title} |`,
    )
  })

  test('there are no pages and no files besides', () => {
    const pages = globSync('docs/remedies/*.md', { cwd: root }).map((path) => path.replace(/^.*[\\/]/, ''))
    expect(pages.toSorted()).toEqual(['README.md', ...remedyIds.map((id) => `${id}.md`)].toSorted())
    const files = globSync('shared/remedies/ews-*.ts', { cwd: root }).map((path) => path.replace(/^.*[\\/]|\.ts$/g, ''))
    expect(files.toSorted()).toEqual([...remedyIds].toSorted())
  })

  test('each is reached by a check or by a setting that decides', () => {
    const byChecks = allChecks.flatMap(({ meta }) => Object.values(meta.outcomes).flatMap(({ remedy }) => remedy ?? []))
    const bySettings = (['organisation', 'mailbox'] as const).flatMap((level) =>
      accessSettings.flatMap((setting) => remedyFor({ level, setting, value: '' }) ?? []),
    )
    expect([...new Set([...byChecks, ...bySettings])].toSorted()).toEqual([...remedyIds].toSorted())
  })

  test.each(allChecks.map(({ meta }) => [meta.id, meta] as const))(
    'the page of %s leads to its remedies',
    (id, meta) => {
      const named = new Set(Object.values(meta.outcomes).flatMap(({ remedy }) => remedy ?? []))
      const page = textOf(`docs/checks/${id}.md`) ?? ''
      expect(remedyIds.filter((remedy) => page.includes(`](../../remedies/${remedy}.md)`))).toEqual(
        remedyIds.filter((remedy) => named.has(remedy)),
      )
    },
  )

  test.each(remedyIds)('the scripts of %s are commands and literals alone, one for each of the plan', (id) => {
    const plan = remedies[id].plan(examples[id], subject)
    if (plan.kind !== 'plan') throw new Error(plan.sentence)
    for (const part of ['preview', 'apply', 'undo'] as const) {
      const commands = part === 'undo' ? plan.undo : plan.apply
      const text = scriptText({
        part,
        commands,
        title: id,
        organisation: 'Contoso',
        madeAt: '2026-11-29T03:00:00.000Z',
      })
      expect(readCommands(text).map(({ cmdlet }) => cmdlet)).toEqual(commands.map(({ cmdlet }) => cmdlet))
    }
  })
})
