import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { posternVersion } from '../../../shared/run/version.ts'

test('the version that a run names is that of the package', () => {
  const manifest: unknown = JSON.parse(readFileSync(join(import.meta.dirname, '../../../package.json'), 'utf8'))
  expect(manifest).toMatchObject({ version: posternVersion })
})
