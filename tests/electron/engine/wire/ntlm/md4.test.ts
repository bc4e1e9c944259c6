import { beforeAll, describe, expect, it, vi } from 'vitest'
import { loadMd4, md4 } from '../../../../../electron/engine/wire/ntlm/md4.ts'

describe('md4 before it is loaded', () => {
  it('says what to await', async () => {
    vi.resetModules()
    const fresh = await import('../../../../../electron/engine/wire/ntlm/md4.ts')
    expect(() => fresh.md4(Buffer.alloc(0))).toThrow('await loadMd4() first')
    await fresh.loadMd4()
    expect(fresh.md4(Buffer.alloc(0))).toHaveLength(16)
  })
})

describe('md4', () => {
  beforeAll(loadMd4)

  // RFC 1320, appendix A.5
  it.each([
    ['', '31d6cfe0d16ae931b73c59d7e0c089c0'],
    ['a', 'bde52cb31de33e46245e05fbdbd6fb24'],
    ['abc', 'a448017aaf21d8525fc10ae87aa6729d'],
    ['message digest', 'd9130a8164549fe818874806e1c7014b'],
    ['abcdefghijklmnopqrstuvwxyz', 'd79e1c308aa5bbcdeea8ed63df412da9'],
    ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', '043f8582f241db351ce627e153e7f0e4'],
    [
      '12345678901234567890123456789012345678901234567890123456789012345678901234567890',
      'e33b4ddc9c38f2199c3e7b164fcc0536',
    ],
  ])('digests %j', (text, digest) => {
    expect(md4(Buffer.from(text, 'latin1')).toString('hex')).toBe(digest)
  })

  it('gives a digest that the next one does not overwrite', () => {
    const first = md4(Buffer.from('abc'))
    md4(Buffer.from('a'))
    expect(first.toString('hex')).toBe('a448017aaf21d8525fc10ae87aa6729d')
  })
})
