import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import azureNsgArm from '../../../../shared/firewall/writers/azure-nsg-arm.ts'
import azureTerraform from '../../../../shared/firewall/writers/azure-terraform.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, readsBack, rollsBack, TODAY, writtenOf } from '../read-back.ts'
import { flowsApplied, flowsDeployed } from './azure-reader.ts'

const endings = {
  'azure-nsg-arm': ['json.txt', 'sh', 'json.txt'],
  'azure-terraform': ['tf.json.txt', 'tf.json.txt', 'tf.json.txt'],
} as const

describe.each([
  { id: 'azure-nsg-arm', writer: azureNsgArm, readBack: flowsDeployed },
  { id: 'azure-terraform', writer: azureTerraform, readBack: flowsApplied },
] as const)('$id', ({ id, writer, readBack }) => {
  it('says what the model says, read back in the order of the priorities', () => readsBack(writer, readBack))

  it('takes away exactly the rules that it made', () => rollsBack(writer, readBack))

  it('changes the lists, and leaves each rule its priority', () => {
    changesBack(writer, readBack)
    changesBack(writer, readBack, { list: 'mail-rg/mail-nsg', position: '3000' })
  })

  it('gives a rule the same priority whatever lists are empty today', () => {
    const [first, ...others] = exampleRules.groups
    const without = { ...exampleRules, groups: [{ ...first, entries: [] }, ...others] } as typeof exampleRules
    const prioritiesOf = (set: typeof exampleRules) =>
      new Map(
        [...writtenOf(writer, set).apply.matchAll(/"name": "(PSTN_R_[^"]+)"[\s\S]*?"priority": (\d+)/g)].map(
          ([, name, priority]) => [name, priority] as const,
        ),
      )
    const [all, some] = [prioritiesOf(exampleRules), prioritiesOf(without)]
    expect([all.size, some.size]).toEqual([5, 2])
    for (const [name, priority] of some) expect(all.get(name)).toBe(priority)
  })

  it.each(['99', '4097', 'first', '1e3', ' 200', '200; az group delete'])(
    'does not take %j for a priority',
    (position) => {
      const { apply, notes } = writtenOf(writer, exampleRules, { position })
      expect(apply).toBe(writtenOf(writer, exampleRules).apply)
      expect(notes.join('\n')).toContain('from 100 to 4096')
    },
  )

  it('says when the priorities run out', () => {
    expect(writtenOf(writer, exampleRules, { position: '4094' }).notes.join('\n')).toContain('last priority is 4096')
  })

  it.each([
    'rg/"; az group delete --name x; "',
    'rg/$(id)',
    '[resourceGroup().name]',
    `\${path.root}`,
    '%{ if true }',
    'a/b/c',
    'rg/nsg\n',
    '../nsg',
    '\u202ensg',
  ])('writes no name that a shell or a template would read: %j', (list) => {
    const { apply, rollback, notes } = writtenOf(writer, exampleRules, { list })
    readBack([apply])
    readBack([apply, rollback])
    expect(notes.join('\n')).toContain('was not taken')
  })

  it('writes no text of a user as an expression', () => {
    const hostile = fc.constantFrom(
      '[concat(1)]',
      `\${file("/etc/passwd")}`,
      `$\${x}`,
      '%{ for a in b }',
      '}}", "x": "',
    )
    fc.assert(
      fc.property(generatedRules(), hostile, hostile, (set, title, justification) => {
        const rules = set.rules.map((rule) => ({ ...rule, justification, changeNumber: title }))
        readBack([writtenOf(writer, { ...set, title, rules }).apply])
      }),
    )
  })

  it('says what was cut, and which rules ask for a log', () => {
    const { notes } = writtenOf(writer, exampleRules)
    expect(notes.join('\n')).toMatch(/cut at 140 characters.*PSTN_R_001/)
    expect(notes.join('\n')).toMatch(/ask for one: PSTN_R_001, PSTN_R_003/)
  })

  it('says the same whatever somebody typed for a name or a place', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options: { list = '', ...options } }) => {
        const { apply, rollback } = writtenOf(writer, set, { ...options, list })
        expect(comparable(readBack([apply]))).toEqual(comparable(readBack([writtenOf(writer, set).apply])))
        expect(readBack([apply, rollback])).toEqual([])
      }),
    )
  })

  it('stays as it was read', async () => {
    const options = { list: 'mail-rg/mail-nsg' }
    const { apply, rollback } = writtenOf(writer, exampleRules, options)
    const now = { ...exampleRules, groups: laterGroups }
    const delta = writeDeltaSheet(writer, now, resolveRules(now, 'internal'), {
      ...{ before: exampleRules.groups, today: TODAY, options },
    })
    const [ending, back, forth] = endings[id]
    await expect(apply).toMatchFileSnapshot(`goldens/${id}.apply.${ending}`)
    await expect(rollback).toMatchFileSnapshot(`goldens/${id}.rollback.${back}`)
    await expect(delta.apply).toMatchFileSnapshot(`goldens/${id}.delta.${forth}`)
    await expect(delta.rollback).toMatchFileSnapshot(`goldens/${id}.delta-rollback.${forth}`)
  })
})

describe('azure-nsg-arm', () => {
  it.each([
    [{}, 'stands: RESOURCE-GROUP, NETWORK-SECURITY-GROUP.'],
    [{ list: 'mail-nsg' }, 'stands: RESOURCE-GROUP.'],
  ])('says which names are to be put in by hand: %j', (options, said) => {
    expect(writtenOf(azureNsgArm, exampleRules, options).notes.join('\n')).toContain(said)
    expect(writtenOf(azureNsgArm, exampleRules, { list: 'rg/nsg' }).notes.join('\n')).not.toContain('stands:')
  })
})
