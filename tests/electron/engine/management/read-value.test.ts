import { describe, expect, it } from 'vitest'
import type { FieldKind } from '../../../../electron/engine/management/field-kind.ts'
import type { RawValue } from '../../../../electron/engine/management/raw-object.ts'
import { configurationFields } from '../../../../electron/engine/management/read-fields.ts'
import { DateOrder } from '../../../../electron/engine/management/read-time.ts'
import { readValue } from '../../../../electron/engine/management/read-value.ts'
import { collectedProperties } from '../../../../shared/management/collected-properties.ts'
import { Configuration } from '../../../../shared/management/configuration.ts'

const members = (all: Record<string, RawValue>): RawValue => ({ members: new Map(Object.entries(all)) })
const wrong = 'wrong'
const lost = 'lost'

/** `wrong`, `lost`, or the value. */
function outcome(kind: FieldKind, raw: RawValue): unknown {
  const read = readValue(kind, raw, new DateOrder())
  return 'value' in read
    ? { is: read.value, ...(read.readAs !== undefined && { readAs: read.readAs }) }
    : 'lost' in read
      ? lost
      : wrong
}

type Row = readonly [RawValue, unknown]
const { ewsApplicationAccessPolicy: policy, ewsAllowList: list } = configurationFields.casMailboxes
const { roleAssigneeType: open } = configurationFields.managementRoleAssignments
const { extendedProtectionFlags: flags } = configurationFields.webServicesVirtualDirectories

describe('a flag', () => {
  const rows: readonly Row[] = [
    ['maybe', wrong],
    ['JA', wrong],
    ['Tru', wrong],
    ['1', wrong],
    ['$true', wrong],
    [1, wrong],
    [0, wrong],
    [[], wrong],
    [[true], wrong],
    [{}, wrong],
    ['System.Object[]', wrong],
    [{ text: 'maybe' }, wrong],
    [true, { is: true }],
    [false, { is: false }],
    [null, { is: null }],
    ['', { is: null }],
    ['True', { is: true }],
    [' FALSE ', { is: false }],
    [{ text: 'True' }, { is: true }],
    // A spreadsheet's words, in the language of its user.
    ['WAHR', { is: true, readAs: 'WAHR' }],
    ['Falsch', { is: false, readAs: 'Falsch' }],
    ['VRAI', { is: true, readAs: 'VRAI' }],
    ['FAUX', { is: false, readAs: 'FAUX' }],
    ['VERDADERO', { is: true, readAs: 'VERDADERO' }],
    ['FALSO', { is: false, readAs: 'FALSO' }],
    ['ИСТИНА', { is: true, readAs: 'ИСТИНА' }],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome('flag', raw)).toEqual(expected)
  })
})

describe('an enumeration of which all members are known', () => {
  const rows: readonly Row[] = [
    ['EnforceNothing', wrong],
    ['EnforceAllowLis', wrong],
    [2, wrong],
    [-1, wrong],
    [0.5, wrong],
    ['2', wrong],
    [true, wrong],
    [[], wrong],
    [{}, wrong],
    [{ number: 7 }, wrong],
    // The name and the number say different things.
    [{ number: 0, text: 'EnforceBlockList' }, wrong],
    [null, { is: null }],
    ['', { is: null }],
    ['EnforceAllowList', { is: 'EnforceAllowList' }],
    ['enforceblocklist', { is: 'EnforceBlockList' }],
    [0, { is: 'EnforceAllowList' }],
    ['1', { is: 'EnforceBlockList' }],
    [{ number: 1 }, { is: 'EnforceBlockList' }],
    [{ number: 1, text: 'EnforceBlockList' }, { is: 'EnforceBlockList' }],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome(policy, raw)).toEqual(expected)
  })
})

describe('an enumeration that may have other members', () => {
  const rows: readonly Row[] = [
    [99, lost],
    [true, wrong],
    [10, { is: 'RoleGroup' }],
    ['rolegroup', { is: 'RoleGroup' }],
    ['SomethingNew', { is: 'SomethingNew' }],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome(open, raw)).toEqual(expected)
  })
})

describe('a limit', () => {
  const rows: readonly Row[] = [
    ['many', wrong],
    [-1, wrong],
    [1.5, wrong],
    ['-1', wrong],
    ['1,000', wrong],
    [Number.POSITIVE_INFINITY, wrong],
    ['9'.repeat(20), wrong],
    [true, wrong],
    [[], wrong],
    [{}, wrong],
    [members({ isunlimited: false, value: null }), wrong],
    [27, { is: 27 }],
    ['27', { is: 27 }],
    ['unlimited', { is: 'Unlimited' }],
    ['', { is: null }],
    [null, { is: null }],
    [{ text: 'Unlimited' }, { is: 'Unlimited' }],
    [members({ isunlimited: true }), { is: 'Unlimited' }],
    [members({ isunlimited: false, value: 27 }), { is: 27 }],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome('limit', raw)).toEqual(expected)
  })
})

describe('a count', () => {
  const rows: readonly Row[] = [
    ['many', wrong],
    ['Unlimited', wrong],
    [-1, wrong],
    [1.5, wrong],
    [true, wrong],
    [0, { is: 0 }],
    ['12', { is: 12 }],
    ['', { is: null }],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome('count', raw)).toEqual(expected)
  })
})

describe('a time', () => {
  const at = { is: '2026-11-24T08:15:00.000Z' }
  const rows: readonly Row[] = [
    ['never', wrong],
    [5, wrong],
    [true, wrong],
    [[], wrong],
    [{}, lost],
    ['24.11.26 08:15', lost],
    ['System.Nullable`1[System.DateTime]', lost],
    [null, { is: null }],
    ['', { is: null }],
    ['2026-11-24T08:15:00Z', at],
    ['24.11.2026 08:15:00', at],
    [{ text: '2026-11-24T08:15:00Z' }, at],
    [members({ value: '/Date(1795508100000)/', displayhint: 2 }), at],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome('time', raw)).toEqual(expected)
  })
})

describe('a text', () => {
  const rows: readonly Row[] = [
    ['System.Object[]', lost],
    ['System.Collections.ArrayList', lost],
    ['Microsoft.Exchange.Data.Directory.ADObjectId', lost],
    ['Microsoft.Exchange.Data.MultiValuedProperty`1[System.String]', lost],
    ['Microsoft.Exchange.Data.MultiValuedProperty`1[[System.String, mscorlib, Version=4.0.0.0]]', lost],
    ['@{Name=Alice; Depth=4}', lost],
    ['a'.repeat(100_001), wrong],
    [members({ isunlimited: true }), { is: 'Unlimited' }],
    [{}, lost],
    [members({ rdn: 'CN=a' }), lost],
    [true, wrong],
    [['a'], wrong],
    [1.5, wrong],
    ['', { is: null }],
    [null, { is: null }],
    [' Alice ', { is: 'Alice' }],
    ['System administrators', { is: 'System administrators' }],
    [1001, { is: '1001' }],
    [{ text: 'Alice' }, { is: 'Alice' }],
    [members({ local: 'alice', domain: 'contoso.test' }), { is: 'alice@contoso.test' }],
    [members({ originalstring: 'https://a.test/EWS' }), { is: 'https://a.test/EWS' }],
    [members({ major: 15, minor: 2, build: 1748, revision: 10 }), { is: 'Version 15.2 (Build 1748.10)' }],
    [
      members({ distinguishedname: 'CN=Alice,DC=contoso,DC=test', name: 'Alice' }),
      { is: 'CN=Alice,DC=contoso,DC=test' },
    ],
    [members({ distinguishedname: 'CN=P,CN=Configuration,DC=contoso,DC=test', name: 'P' }), { is: 'P' }],
    [
      members({
        distinguishedname: 'CN=EWS (Default Web Site),CN=HTTP,CN=Protocols,CN=EX1,CN=Servers,CN=Configuration,DC=a',
      }),
      { is: 'EX1\\EWS (Default Web Site)' },
    ],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome('text', raw)).toEqual(expected)
  })
})

describe('a list', () => {
  const rows: readonly Row[] = [
    [true, wrong],
    [5, wrong],
    [[null], wrong],
    [[5], wrong],
    [[['a']], wrong],
    ['{a, b', wrong],
    ['System.String[]', lost],
    ['Microsoft.Exchange.Data.MultiValuedProperty`1[System.String]', lost],
    [{}, lost],
    [{ text: 'a b' }, lost],
    [['a', 'System.Object'], lost],
    ['{a, b...}', lost],
    ['a b', lost],
    [null, { is: [] }],
    ['', { is: [] }],
    [[], { is: [] }],
    [[''], { is: [] }],
    [['a b', 'c'], { is: ['a b', 'c'] }],
    [[' a* ', '\t'], { is: [' a* '] }],
    [['a', { text: 'b' }], { is: ['a', 'b'] }],
    [{ items: ['a'] }, { is: ['a'] }],
    [members({ value: ['a', 'b'], count: 2 }), { is: ['a', 'b'] }],
  ]
  it.each(rows)('%j', (raw, expected) => {
    expect(outcome(list, raw)).toEqual(expected)
  })

  const ofFlags: readonly Row[] = [
    [[3], lost],
    [[true], wrong],
    [2, { is: ['NoServiceNameCheck'] }],
    [[1, 32], { is: ['Proxy', 'ProxyCohosting'] }],
    [[{ number: 2, text: 'NoServiceNameCheck' }], { is: ['NoServiceNameCheck'] }],
    ['Proxy, NoServiceNameCheck', { is: ['Proxy', 'NoServiceNameCheck'] }],
  ]
  it.each(ofFlags)('of flags: %j', (raw, expected) => {
    expect(outcome(flags, raw)).toEqual(expected)
  })
})

describe('the properties that are read', () => {
  it('are those that Postern’s script collects, and those of the configuration', () => {
    for (const [part, fields] of Object.entries(configurationFields)) {
      const collected = collectedProperties[part as keyof typeof collectedProperties]
      expect(Object.keys(fields)).toEqual(Object.keys(collected))
    }
    expect(Object.keys(configurationFields).sort()).toEqual(Object.keys(Configuration.shape).sort())
  })
})
