import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import awsSecurityGroup from '../../../../shared/firewall/writers/aws-security-group.ts'
import awsTerraform from '../../../../shared/firewall/writers/aws-terraform.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable } from '../flows.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, readsBack, rollsBack, TODAY, writtenOf } from '../read-back.ts'
import { flowsAuthorized, flowsInFile, toldByGroup, toldByTerraform } from './aws-reader.ts'

describe.each([
  {
    id: 'aws-security-group',
    ending: 'json.txt',
    writer: awsSecurityGroup,
    readBack: flowsAuthorized,
    told: toldByGroup,
  },
  { id: 'aws-terraform', ending: 'tf.json.txt', writer: awsTerraform, readBack: flowsInFile, told: toldByTerraform },
] as const)('$id', ({ id, ending, writer, readBack, told }) => {
  it('says what the model says, read back', () => readsBack(writer, readBack, undefined, told))

  it('takes away exactly what it added', () => rollsBack(writer, readBack))

  it('changes what came and what went, and keeps what another rule still needs', () => {
    changesBack(writer, readBack, { list: 'sg-0123456789abcdef0' }, told)
  })

  it.each(['sg-1', 'SG-01234567', 'sg-0123456789abcdef0"', 'sg-0123456789abcdef0\n', `\${file("x")}`, '../x', ''])(
    'does not take %j for a group',
    (list) => {
      const { apply, rollback, notes } = writtenOf(writer, exampleRules, { list })
      expect({ apply, rollback }).toEqual({
        apply: writtenOf(writer, exampleRules).apply,
        rollback: writtenOf(writer, exampleRules).rollback,
      })
      expect(notes.join('\n')).toContain('was not taken')
    },
  )

  it('writes texts of a user in the characters of AWS, and none as an expression', () => {
    const hostile = fc.constantFrom(
      '[concat(1)]',
      `\${file("/etc/passwd")}`,
      `$\${x}`,
      '%{ for a in b }',
      '"}], "x": [{"',
    )
    fc.assert(
      fc.property(generatedRules(), hostile, hostile, (set, title, justification) => {
        const rules = set.rules.map((rule) => ({ ...rule, justification, changeNumber: title }))
        readBack([writtenOf(writer, { ...set, title, rules }).apply])
      }),
    )
  })

  it('says when a group has too many entries, of one family', () => {
    const many = (count: number, six: boolean) =>
      Array.from({ length: count }, (_, at) => (six ? `2600:${(at * 2).toString(16)}::/32` : `34.${at * 2}.0.0/16`))
    const notesOf = (four: number, six: number) => {
      const groups = exampleRules.groups.map((group) => ({
        ...group,
        entries: [...many(four, false), ...many(six, true)],
      }))
      const rules = exampleRules.rules.slice(0, 1).map((rule) => ({ ...rule, enabled: true }))
      return writtenOf(writer, { ...exampleRules, groups, rules }).notes.join('\n')
    }
    expect(notesOf(60, 60)).not.toContain('quota')
    expect(notesOf(61, 0)).toContain('61 entries of one family')
  })

  it('says that a group knows no destination, where there are several hosts', () => {
    expect(
      writtenOf(writer, {
        ...exampleRules,
        rules: exampleRules.rules.slice(0, 2).map((rule) => ({ ...rule, enabled: true })),
      }).notes.join('\n'),
    ).toContain('mail.contoso.example, autodiscover.contoso.example')
  })

  it('tells that a rule that denies is left out', () => {
    expect(writtenOf(writer, exampleRules).leftOut).toContainEqual({
      rule: '003',
      what: 'rule',
      why: 'platform',
      count: 1,
    })
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
    const options = { list: 'sg-0123456789abcdef0' }
    // One is switched off; beside it, two rules need the same entries.
    const rules = exampleRules.rules.flatMap((rule) =>
      rule.id === '001' ? [rule, { ...rule, id: '004', enabled: true, expiry: null }] : [rule],
    )
    const set = { ...exampleRules, rules }
    const { apply, rollback } = writtenOf(writer, set, options)
    const now = { ...set, groups: laterGroups }
    const delta = writeDeltaSheet(writer, now, resolveRules(now, 'internal'), {
      ...{ before: exampleRules.groups, today: TODAY, options },
    })
    await expect(apply).toMatchFileSnapshot(`goldens/${id}.apply.${ending}`)
    await expect(rollback).toMatchFileSnapshot(`goldens/${id}.rollback.${ending}`)
    await expect(delta.apply).toMatchFileSnapshot(`goldens/${id}.delta.${ending}`)
    await expect(delta.rollback).toMatchFileSnapshot(`goldens/${id}.delta-rollback.${ending}`)
  })
})
