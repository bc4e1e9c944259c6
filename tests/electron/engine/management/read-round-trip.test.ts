import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { CasMailbox } from '../../../../shared/management/configuration.ts'
import { taken } from './read-text-file.ts'

// Whatever Exchange holds comes back as it is: by writers that know nothing of the readers.

const text = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 30 })
  .map((value) => value.replaceAll('\0', ''))
  .filter((value) => value.trim() === value && value !== '' && !/^(@\{|System\.|Microsoft\.)/.test(value))
const entry = fc.oneof(
  text,
  fc.constantFrom('Mozilla/5.0 (KHTML, like Gecko)', 'a, b', '{a}', 'a...', 'a b;c', '_x0041_'),
)
const flag = fc.constantFrom(true, false, null)

const mailbox: fc.Arbitrary<CasMailbox> = fc.record({
  identity: text,
  displayName: text,
  ewsEnabled: flag,
  ewsApplicationAccessPolicy: fc.constantFrom('EnforceAllowList', 'EnforceBlockList', null),
  ewsAllowList: fc.array(entry, { maxLength: 4 }),
  ewsBlockList: fc.array(entry, { maxLength: 4 }),
  ewsAllowOutlook: flag,
})
const mailboxes = fc.uniqueArray(mailbox, {
  maxLength: 4,
  minLength: 1,
  selector: ({ identity }) => identity.toLowerCase(),
})

it('JSON, in one line and in many', () => {
  fc.assert(
    fc.property(mailboxes, fc.constantFrom(undefined, 2), (all, space) => {
      expect(taken(JSON.stringify({ 'Get-CASMailbox': all }, null, space)).configuration.casMailboxes).toEqual(all)
    }),
    { numRuns: 500 },
  )
})

it('JSON of Windows PowerShell: lists wrapped, one object not in a list, every letter beyond ASCII escaped', () => {
  const escaped = (json: string): string =>
    json.replace(/[^ -~]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  fc.assert(
    fc.property(mailboxes, (all) => {
      const written = all.map(({ ewsAllowList, ewsBlockList, ewsApplicationAccessPolicy: policy, ...rest }) => ({
        ...rest,
        ewsAllowList: { value: ewsAllowList, Count: ewsAllowList?.length },
        ewsBlockList: { value: ewsBlockList, Count: ewsBlockList?.length },
        ewsApplicationAccessPolicy: policy && { value: policy === 'EnforceAllowList' ? 0 : 1, Value: policy },
      }))
      const value = written.length === 1 ? written[0] : { value: written, Count: written.length }
      expect(taken(escaped(JSON.stringify({ 'Get-CASMailbox': value }))).configuration.casMailboxes).toEqual(all)
    }),
    { numRuns: 500 },
  )
})

it('CLIXML', () => {
  const special: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
  // MS-PSRP section 2.2.5.3.2: what XML cannot hold, or would change, is _xHHHH_.
  const written = (value: string): string =>
    value
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/gi, '_x005F_')
      .replace(
        /[\p{Cc}\p{Cs}\u2028\u2029\ufffe\uffff]/gu,
        (unit) => `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
      )
      .replace(/[&<>]/g, (letter) => special[letter] ?? '')
  const property = ([name, value]: [string, unknown], index: number): string => {
    if (value === null) return `<Nil N="${name}" />`
    if (typeof value === 'boolean') return `<B N="${name}">${value}</B>`
    if (!Array.isArray(value)) return `<S N="${name}">${written(String(value))}</S>`
    return `<Obj N="${name}" RefId="l${index}"><LST>${value.map((each) => `<S>${written(each)}</S>`).join('\n')}</LST></Obj>`
  }
  const type = '<T>Microsoft.Exchange.Data.Directory.Management.CASMailbox</T>'
  fc.assert(
    fc.property(mailboxes, (all) => {
      const objects = all.map((one, index) => {
        const types = index === 0 ? `<TN RefId="0">${type}</TN>` : '<TNRef RefId="0" />'
        return `<Obj RefId="${index}">${types}<Props>\n${Object.entries(one).map(property).join('\n')}</Props></Obj>`
      })
      const file = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${objects.join('\n')}</Objs>`
      expect(taken(file).configuration.casMailboxes).toEqual(all)
    }),
    { numRuns: 500 },
  )
})

it('CSV, of what one text can hold', () => {
  const type = '#TYPE Microsoft.Exchange.Data.Directory.Management.CASMailbox\r\n'
  const cell = (value: unknown): string => `"${String(value ?? '').replaceAll('"', '""')}"`
  const plain = fc.uniqueArray(fc.record({ identity: text, displayName: text, ewsEnabled: flag }), {
    minLength: 1,
    maxLength: 5,
    selector: ({ identity }) => identity.toLowerCase(),
  })
  fc.assert(
    fc.property(plain, fc.constantFrom(',', ';', '\t'), (all, separator) => {
      const rows = all.map(({ identity, displayName, ewsEnabled }) => [identity, displayName, ewsEnabled])
      const lines = [['Identity', 'DisplayName', 'EwsEnabled'], ...rows].map(
        (row) => `${row.map(cell).join(separator)}\r\n`,
      )
      const read = taken(type + lines.join('')).configuration.casMailboxes
      // Of line breaks within a value CSV does not keep which they are.
      const expected = all.map((one) => ({
        ...one,
        identity: one.identity.replaceAll('\r\n', '\n'),
        displayName: one.displayName.replaceAll('\r\n', '\n'),
      }))
      expect(read).toEqual(expected)
    }),
    { numRuns: 500 },
  )
})
