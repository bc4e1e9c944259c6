import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { uuidOf } from '../../../../shared/firewall/opnsense-model.ts'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import opnsense from '../../../../shared/firewall/writers/opnsense.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { generatedRules } from '../generated-rules.ts'
import { changesBack, readsBack, rollsBack, TODAY, writtenOf } from '../read-back.ts'
import { flowsIn, savedBy } from './opnsense-reader.ts'

const readBack = (scripts: readonly string[]) => flowsIn(savedBy(scripts))

describe('opnsense', () => {
  it('says what the model says, read back', () => readsBack(opnsense, readBack))

  it('takes away each alias and each rule that it added, in an order in which that can be', () => {
    rollsBack(opnsense, readBack)
    const { apply, rollback } = writtenOf(opnsense, exampleRules)
    expect(savedBy([apply, rollback])).toEqual(savedBy([]))
    expect(() => savedBy([apply, apply])).toThrow('absent')
  })

  it('changes the members of its aliases and nothing else', () => changesBack(opnsense, readBack))

  it('lets no text of a rule out of its place', () => {
    const calls = (script: string) => script.split('\n').filter((line) => !line.startsWith('{'))
    fc.assert(
      fc.property(generatedRules({ members: 5 }), fc.string({ unit: 'binary' }), (set, hostile) => {
        const groups = set.groups.map((group) => ({ ...group, provider: `x\nPOSTERN\n$(id) ${hostile}`.slice(0, 200) }))
        const rules = set.rules.map((rule) => ({ ...rule, justification: `\nPOSTERN\nrm -rf /\n'"$(id)\`${hostile}` }))
        const { apply } = writtenOf(opnsense, { ...set, groups, rules }, { fromInterface: hostile, position: hostile })
        expect(apply).toMatch(/^[\x20-\x7e\n]*$/)
        expect(calls(apply)).toEqual(calls(writtenOf(opnsense, set).apply))
      }),
      { numRuns: 30 },
    )
  })

  it('gives each name an identifier of its own, in the form that the API takes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        expect(uuidOf(one)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(uuidOf(one) === uuidOf(other)).toBe(one === other)
      }),
    )
  })

  it('counts its rules from the sequence that is asked for', () => {
    const { rules } = savedBy([writtenOf(opnsense, exampleRules, { position: '500', fromInterface: 'opt2' }).apply])
    expect([...rules.values()].map(({ sequence }) => sequence)).toEqual(['500', '501', '502', '503', '504', '505'])
    expect(new Set([...rules.values()].map((rule) => rule.interface))).toEqual(new Set(['opt2']))
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(opnsense, exampleRules)
    const now = { ...exampleRules, groups: laterGroups }
    const { apply: delta } = writeDeltaSheet(opnsense, now, resolveRules(now, 'internal'), {
      ...{ before: exampleRules.groups, today: TODAY },
    })
    await expect(apply).toMatchFileSnapshot('goldens/opnsense.apply.sh')
    await expect(rollback).toMatchFileSnapshot('goldens/opnsense.rollback.sh')
    await expect(delta).toMatchFileSnapshot('goldens/opnsense.delta.sh')
  })
})
