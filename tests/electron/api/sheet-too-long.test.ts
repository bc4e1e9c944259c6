import { expect, it } from 'vitest'
import { orTooLong } from '../../../electron/api/sheet-too-long.ts'

it.each([
  ['a text', () => 'x'.repeat(2 ** 29)],
  ['bytes as a text', () => Buffer.alloc(400 * 1024 * 1024).toString('base64')],
])('says that %s would be longer than one can be', async (_what, make) => {
  await expect(orTooLong(async () => make())).rejects.toMatchObject({ code: 'sheet-too-long' })
})

it('leaves what is a bug of ours, and gives what was made', async () => {
  const bug = async (): Promise<string> => {
    throw new RangeError('toString() radix must be between 2 and 36')
  }
  await expect(orTooLong(bug)).rejects.toThrow('radix')
  expect(await orTooLong(async () => 'sheet')).toBe('sheet')
})
