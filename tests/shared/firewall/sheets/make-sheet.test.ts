import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { allWriters } from '../../../../shared/firewall/all-writers.ts'
import { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { makeAllSheets, makeSheet, sheetFormats } from '../../../../shared/firewall/sheets/make-sheet.ts'
import { ToldFormat } from '../../../../shared/firewall/told-firewall.ts'
import { exampleRules } from '../example-rules.ts'
import { inputOf } from './sheet-example.ts'

describe('The forms of a sheet', () => {
  it('are those for people, then a firewall each, and no two have one id', () => {
    const ids = sheetFormats.map(({ id }) => id)
    expect(ids.slice(0, 7)).toEqual(['xlsx', 'csv', 'html', 'markdown', 'json', 'rules', 'servicenow'])
    expect(ids.slice(7)).toEqual(allWriters.map(({ meta }) => meta.id))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).not.toContain('zip')
  })

  it.each(sheetFormats.map((format) => [format.id, format] as const))('say what they are: %s', (_id, format) => {
    const { mime, ...told } = format
    expect(ToldFormat.parse(told)).toEqual(told)
    expect(mime).toMatch(/^[a-z]+\/[a-z.-]+$/)
    expect(format.basedOn.length).toBeGreaterThan(0)
  })
})

it('There is no sheet of a form that is not known', async () => {
  expect(await makeSheet('zip', inputOf())).toBeUndefined()
  expect(await makeSheet('constructor', inputOf())).toBeUndefined()
})

describe.each(sheetFormats.map(({ id, for: whom }) => [id, whom] as const))('The sheet %s', (id, whom) => {
  it.each([false, true])('has a file’s name without a path (changes: %s)', async (delta) => {
    const made = await makeSheet(id, inputOf(undefined, { delta }))
    expect(made?.name).toMatch(/^postern-firewall-2026-11-29[a-z0-9-]*\.[a-z0-9.]+$/)
    expect(made?.name.includes('-changes')).toBe(delta)
    expect(made?.apply.length).toBeGreaterThan(0)
    expect(made?.rollback === '').toBe(whom === 'people')
  })

  it('says of which senders nothing earlier is known', async () => {
    const made = await makeSheet(id, inputOf(undefined, { delta: true }))
    expect(made?.notes.filter((note) => note.includes('NYLAS_EU no earlier list is known'))).toHaveLength(1)
    const whole = await makeSheet(id, inputOf())
    expect(whole?.notes.some((note) => note.includes('no earlier list'))).toBe(false)
  })

  it('takes a day that is none into no name', async () => {
    const made = await makeSheet(id, inputOf(exampleRules, { today: '../../etc' }))
    expect(made?.name).toMatch(/^postern-firewall[a-z0-9-]*\.[a-z0-9.]+$/)
  })
})

describe('The rules file', () => {
  it('holds the very rules that it was made of', async () => {
    const made = await makeSheet('rules', inputOf(exampleRules))
    expect(RuleSet.parse(JSON.parse(String(made?.apply)))).toEqual(exampleRules)
  })
})

describe('All sheets', () => {
  it('are one archive, with a folder for each firewall and what each file is', async () => {
    const files = unzipSync(await makeAllSheets(inputOf()))
    const made = await makeSheet('nftables', inputOf())
    const textOf = (path: string) => strFromU8(files[path] ?? new Uint8Array())
    expect(Object.keys(files).every((path) => /^[\w.-]+(\/[\w.-]+)?$/.test(path))).toBe(true)
    expect(Object.keys(files)).toHaveLength(1 + 7 + 2 * allWriters.length)
    expect(textOf('nftables/apply.nft')).toBe(made?.apply)
    expect(textOf('nftables/rollback.nft')).toBe(made?.rollback)
    expect(textOf('azure-nsg-arm/rollback.sh')).toContain('az network nsg rule delete')
    const readme = textOf('README.txt')
    expect(readme).toContain('apply.json, rollback.sh')
    for (const { name } of sheetFormats) expect(readme).toContain(name)
    for (const { meta } of allWriters) expect(readme).toContain(`\r\n${meta.id}/  ${meta.name}\r\n`)
    expect(readme.replaceAll(/\s+/g, ' ')).toContain('PSTN_R_001 is written without 1 sender that is a name: nftables')
    expect(readme.split('\r\n').every((line) => line.length <= 100 || !line.trim().includes(' '))).toBe(true)
  })

  it('are the same archive for the same rules and day, but for the workbook', async () => {
    const [one, other] = [unzipSync(await makeAllSheets(inputOf())), unzipSync(await makeAllSheets(inputOf()))]
    for (const [path, bytes] of Object.entries(one))
      if (!path.endsWith('.xlsx')) expect(Buffer.compare(bytes, other[path] ?? new Uint8Array()), path).toBe(0)
  })
})
