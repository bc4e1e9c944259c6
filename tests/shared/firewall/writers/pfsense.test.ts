import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import pfsense from '../../../../shared/firewall/writers/pfsense.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { generatedRules } from '../generated-rules.ts'
import { changesBack, readsBack, rollsBack, TODAY, writtenOf } from '../read-back.ts'
import { configOf, flowsIn } from './pfsense-reader.ts'

const readBack = (scripts: readonly string[]) => flowsIn(configOf(scripts))

describe('pfsense', () => {
  it('says what the model says, read back', () => readsBack(pfsense, readBack))

  it('takes away each alias and each rule that it added', () => {
    rollsBack(pfsense, readBack)
    const { apply, rollback } = writtenOf(pfsense, exampleRules)
    const there = {
      aliases: [],
      rules: configOf([apply])
        .rules.slice(0, 1)
        .map((rule) => ({ ...rule, tracker: '1' })),
    }
    expect(configOf([apply, rollback], there)).toEqual(there)
  })

  it('changes the members of its aliases and nothing else', () => changesBack(pfsense, readBack))

  it('lets no text of a rule out of its place', () => {
    const frame = (script: string) => script.replace(/(?<=<<<'POSTERN'\n)[\s\S]*?(?=^POSTERN$)/m, '')
    const usual = frame(writtenOf(pfsense, exampleRules).apply)
    fc.assert(
      fc.property(generatedRules({ members: 5 }), fc.string({ unit: 'binary' }), (set, hostile) => {
        const rules = set.rules.map((rule) => ({ ...rule, justification: `\nPOSTERN\n;?>]]></descr><any/>${hostile}` }))
        const { apply } = writtenOf(pfsense, { ...set, rules }, { fromInterface: hostile, position: hostile })
        expect(frame(apply)).toBe(usual)
        for (const { descr } of configOf([apply]).rules) expect(descr).not.toMatch(/[<>]/)
        expect(apply).toMatch(/^[\x20-\x7e\n]*$/)
      }),
      { numRuns: 30 },
    )
  })

  it('goes behind the rules that are there where that is asked', () => {
    const { apply } = writtenOf(pfsense, exampleRules, { fromInterface: 'opt1', position: 'last' })
    const there = {
      aliases: [],
      rules: configOf([apply])
        .rules.slice(0, 1)
        .map((rule) => ({ ...rule, tracker: '1' })),
    }
    const after = configOf([apply], there).rules
    expect(after[0]).toEqual(there.rules[0])
    expect(new Set(after.map((rule) => rule.interface))).toEqual(new Set(['opt1']))
    expect(() => configOf([apply, apply])).toThrow('exists')
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(pfsense, exampleRules)
    const now = { ...exampleRules, groups: laterGroups }
    const { apply: delta } = writeDeltaSheet(pfsense, now, resolveRules(now, 'internal'), {
      ...{ before: exampleRules.groups, today: TODAY },
    })
    await expect(apply).toMatchFileSnapshot('goldens/pfsense.apply.php')
    await expect(rollback).toMatchFileSnapshot('goldens/pfsense.rollback.php')
    await expect(delta).toMatchFileSnapshot('goldens/pfsense.delta.php')
  })
})
