import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { makeSheet } from '../../../../shared/firewall/sheets/make-sheet.ts'
import { unprintable } from '../../../../shared/run/printable.ts'
import { hostileRules, hostileTexts, inputOf, requestedRules } from './sheet-example.ts'

const COLUMNS = [
  ...['Rule ID', 'Seq', 'Change ref', 'Type', 'Status', 'Direction', 'Src zone', 'Src object', 'Src addresses'],
  ...['Dst zone', 'Dst object', 'Dst public (pre-NAT)', 'Dst internal (post-NAT)', 'NAT type', 'Protocol', 'Port'],
  ...['Family', 'Action', 'Logging', 'Start', 'Expiry', 'Justification', 'Requester', 'Owner', 'Approver'],
  ...['Implementer', 'Firewall', 'Test evidence', 'Rollback', 'Notes'],
]

async function textOf(id: string, set?: RuleSet): Promise<string> {
  const made = await makeSheet(id, inputOf(set))
  if (typeof made?.apply !== 'string') throw new Error('No text.')
  return made.apply
}

async function rowsOf(id: string, set?: RuleSet): Promise<Record<string, string>[]> {
  return parse(await textOf(id, set), { bom: true, columns: true, record_delimiter: '\r\n' })
}

/** A rule set with so many senders in one group. */
function withSenders(count: number): RuleSet {
  const entries = Array.from({ length: count }, (_, at) => `34.${at >> 15}.${(at >> 7) & 255}.${(at & 127) * 2}/32`)
  return { ...requestedRules, groups: requestedRules.groups.map((group) => ({ ...group, before: null, entries })) }
}

describe('The table as CSV', () => {
  it('has the thirty columns, a byte order mark and the line breaks of Windows', async () => {
    const text = await textOf('csv')
    expect(text.startsWith('\ufeffRule ID,Seq,')).toBe(true)
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
    const [head] = parse(text, { bom: true }) as string[][]
    expect(head).toEqual(COLUMNS)
    expect(COLUMNS).toHaveLength(30)
  })

  it('leaves days, figures and addresses as they are', async () => {
    const [first] = await rowsOf('csv')
    expect(first).toMatchObject({
      ...{ Start: '2026-12-01', Expiry: '2027-12-01', Port: '443', Seq: '1', Family: 'IPv4' },
      ...{ 'Dst public (pre-NAT)': '198.51.100.25', 'Dst internal (post-NAT)': '10.20.0.25' },
      'Src addresses': '34.67.39.103/32, 34.68.0.0/27, 34.89.13.240/32, 35.246.81.179/32',
    })
  })

  it.each(hostileTexts)('has no cell that a spreadsheet takes for a formula, and no line more: %j', async (text) => {
    const rows = await rowsOf('csv', hostileRules(text))
    expect(rows).toHaveLength((await rowsOf('csv')).length)
    for (const cell of rows.flatMap((row) => Object.values(row))) {
      expect(cell).not.toMatch(/^\s*[=+\-@|\t]/)
      expect(cell.match(unprintable)).toBeNull()
    }
  })

  it('guards senders that are none, since the form of rules takes any text', async () => {
    const groups = requestedRules.groups.map((group) => ({ ...group, before: null, entries: ['=cmd', '@x'] }))
    for (const row of await rowsOf('csv', { ...requestedRules, groups }))
      expect(row['Src addresses']).not.toMatch(/(^|, )[=@]/)
  })

  it('puts senders that no cell takes into further lines, and loses none', async () => {
    const set = withSenders(5_000)
    const rows = (await rowsOf('csv', set)).filter((row) => row['Rule ID'] === 'PSTN_R_003')
    expect(rows.length).toBeGreaterThan(2)
    for (const row of rows) expect(row['Src addresses']?.length).toBeLessThan(32_767)
    expect(rows[1]?.Notes).toContain(`Part 2 of ${rows.length} of the senders`)
    const senders = rows.flatMap((row) => row['Src addresses']?.split(', ') ?? [])
    expect(new Set(senders)).toEqual(new Set(set.groups[0]?.entries))
    expect(senders).toHaveLength(5_000)
  })
})

describe('The change for ServiceNow', () => {
  it('is one record with the columns of its import, and no mark', async () => {
    const text = await textOf('servicenow')
    expect(text.startsWith('short_description,justification,implementation_plan,backout_plan,test_plan,')).toBe(true)
    const rows = await rowsOf('servicenow')
    expect(rows).toHaveLength(1)
    expect(rows[0]).toMatchObject({
      short_description: 'CHG0012345: Let the mail service in',
      justification: 'The mail service reads mailboxes.',
      ...{ start_date: '2026-12-01 00:00:00', end_date: '2026-12-01 23:59:59' },
    })
    expect(rows[0]?.risk_impact_analysis).toContain('Can be applied once 1 warning has been read.')
  })

  it('says that nobody confirmed its columns', async () => {
    const { sheetFormats } = await import('../../../../shared/firewall/sheets/make-sheet.ts')
    expect(sheetFormats.find(({ id }) => id === 'servicenow')?.warnings.join()).toMatch(/not confirmed/)
  })

  it.each(hostileTexts)('has no cell that is a formula: %j', async (text) => {
    const rows = await rowsOf('servicenow', hostileRules(text))
    expect(rows).toHaveLength(1)
    for (const cell of Object.values(rows[0] ?? {})) expect(cell).not.toMatch(/^\s*[=+\-@|\t]/)
  })
})
