import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import { PosternSheet } from '../../../../shared/firewall/sheets/json.ts'
import { makeSheet } from '../../../../shared/firewall/sheets/make-sheet.ts'
import { hostileRules, hostileTexts, inputOf } from './sheet-example.ts'

const SCHEMA = new URL('../../../../docs/firewall-sheet.schema.json', import.meta.url)

async function sheetOf(set?: RuleSet, delta = false): Promise<unknown> {
  return JSON.parse(String((await makeSheet('json', inputOf(set, { delta })))?.apply))
}

describe('The sheet as JSON', () => {
  it.each([false, true])('is read back by its schema as it was written (changes: %s)', async (delta) => {
    const sheet = await sheetOf(undefined, delta)
    const read = PosternSheet.parse(sheet)
    expect(read).toEqual(sheet)
    expect(read).toMatchObject({ format: 'postern-sheet', version: 1, delta, today: '2026-11-29' })
    expect(read.groups[0]).toMatchObject({
      ...{ id: 'NYLAS_US', object: 'PSTN_S_NYLAS_US', four: ['34.67.39.103/32', '34.68.0.0/27'] },
      change: {
        since: '2026-10-01T00:00:00.000Z',
        added: ['34.68.0.0/27', 'sync.nylas.example.com'],
        removed: ['34.68.0.0/28', '35.1.2.3/32'],
      },
    })
    expect(read.groups[1]?.change).toBeNull()
  })

  it('has a JSON Schema in the documents, which is that of the code', async () => {
    const made = z.toJSONSchema(PosternSheet, { io: 'output' })
    expect(JSON.parse(readFileSync(SCHEMA, 'utf8'))).toEqual(JSON.parse(JSON.stringify(made)))
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(made)
    expect(validate(await sheetOf())).toBe(true)
    expect(validate({ ...Object(await sheetOf()), more: 1 })).toBe(false)
  })

  it.each(hostileTexts)('keeps each text as it was: %j', async (hostile) => {
    const set = hostileRules(hostile)
    const sheet = PosternSheet.parse(await sheetOf(set))
    expect(sheet.title).toBe(set.title)
    expect(sheet.rules[0]?.justification).toBe(set.rules[0]?.justification)
    expect(String((await makeSheet('json', inputOf(set)))?.apply)).not.toMatch(/[\u202e]/)
  })
})
