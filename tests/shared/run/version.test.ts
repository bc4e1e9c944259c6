import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isNewerVersion, posternVersion } from '../../../shared/run/version.ts'

test('the version that a run names is that of the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'))
  expect(manifest).toMatchObject({ version: posternVersion })
})

test('a version is newer by its first number that differs, and what is no version never is', () => {
  const number = fc.nat(999_999)
  const version = fc.tuple(number, number, number)
  fc.assert(
    fc.property(version, version, (a, b) => {
      const different = [0, 1, 2].find((part) => a[part] !== b[part])
      const isNewer = different !== undefined && (a[different] ?? 0) > (b[different] ?? 0)
      expect(isNewerVersion(a.join('.'), b.join('.'))).toBe(isNewer)
    }),
  )
  for (const told of [undefined, null, 9, '', '9', '9.9', 'v9.9.9', '9.9.9.9', ['9.9.9']]) {
    expect(isNewerVersion(told, posternVersion)).toBe(false)
  }
})
