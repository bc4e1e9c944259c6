import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { runHere } from './run-here.ts'

let folder: string
const inFolder = (name: string) => join(folder, name)
const put = async (name: string, content: string | Uint8Array) => {
  await writeFile(inFolder(name), content)
  return inFolder(name)
}
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-sources-'))
})
beforeEach(async () => {
  for (const name of await readdir(folder)) await rm(inFolder(name))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const diff = (before: string, after: string, ...more: string[]) => runHere(['sources', 'diff', before, after, ...more])

describe('two lists', () => {
  test('of three forms are told by what came in and went out', async () => {
    const old = await put('old.txt', '# July\n34.67.39.103\n34.68.0.0/28\n34.68.0.16/28\na.example.com\n')
    const json = JSON.stringify({ data: { ip_addresses: ['34.67.39.103', '34.68.0.0/27', '35.1.2.3'] } })
    const { code, out } = await diff(old, await put('new.json', json))
    expect(code).toBe(1)
    await expect(out.replaceAll(`${folder}/`, '')).toMatchFileSnapshot('goldens/sources-diff.txt')
    const table = await put('new.csv', 'region,cidr\nUS,34.67.39.103/32\nUS,34.68.0.0/27\nUS,35.1.2.3/32\n')
    expect((await diff(inFolder('new.json'), table)).code).toBe(0)
  })

  test('are told as JSON', async () => {
    const old = await put('old.txt', '34.1.2.3\n')
    const { code, out } = await diff(old, await put('new.txt', '34.1.2.3\n2600:1900::/48\n'), '--json')
    expect(code).toBe(1)
    expect(JSON.parse(out)).toMatchObject({
      ...{ format: 'postern-list-diff', version: 1, added: ['2600:1900::/48'], removed: [], unchanged: 1 },
      addresses: { added: ['2600:1900::/48'], addedCount: String(2n ** 80n), removed: [], removedCount: '0' },
    })
  })

  test('of which one is written otherwise let in the same addresses', async () => {
    const old = await put('old.txt', '34.68.0.0/28\n34.68.0.16/28\n')
    const { code, out } = await diff(old, await put('new.txt', '34.68.0.0/27\n'))
    expect(code).toBe(1)
    expect(out).toMatch(/^Addresses that come in: none\nAddresses that go out: none$/m)
  })

  test('are read by a pointer where JSON has several lists', async () => {
    const old = await put('old.json', '{"ip_addresses": ["34.1.2.3"], "ips": ["34.1.2.4"]}')
    const more = await put('new.json', '{"ip_addresses": ["34.1.2.3"], "ips": ["34.1.2.5"]}')
    expect(await diff(old, more, '--pointer', '/ip_addresses')).toMatchObject({ code: 0, error: '' })
    expect((await diff(old, more)).error).toMatch(/old\.json: There is more than one list in the JSON/)
  })
})

describe('a list that is refused', () => {
  test('for its entries says of each where it stands, and compares nothing', async () => {
    const old = await put('old.txt', '34.1.2.3\n')
    const { code, out, error } = await diff(old, await put('new.txt', '34.1.2.3\n10.0.0.1\n34.1.2.3/24\n0.0.0.0/0\n'))
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^postern: \S+new\.txt, line 2: “10\.0\.0\.1” is private/),
      expect.stringMatching(/^postern: \S+new\.txt, line 3: “34\.1\.2\.3\/24” is no network/),
      expect.stringMatching(/^postern: \S+new\.txt, line 4: “0\.0\.0\.0\/0” is every address there is/),
    ])
  })

  test.each<[string, string | Uint8Array, RegExp]>([
    ['nothing in it', '', /There is nothing in it\./],
    ['a page', '<!doctype html><title>Sign in</title>', /It is a web page/],
    ['no text', new Uint8Array([0xff, 0xd8, 0xff, 0x00]), /The file is no text, or not in UTF-8\./],
    ['no entry', '# nobody\n', /The list has no entry\. It is not taken/],
  ])('%s', async (_what, content, sentence) => {
    const { code, out, error } = await diff(await put('old.txt', '34.1.2.3\n'), await put('new', content))
    expect({ code, out, lines: error.split('\n').length }).toEqual({ code: 2, out: '', lines: 2 })
    expect(error).toMatch(sentence)
  })
})
