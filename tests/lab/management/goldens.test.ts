import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { readScript } from '../../../lab/management/read-script.ts'

/** The lab knows the page of the dialect and none of our code: what we write has to be what the page says. */
it.each(['preview', 'apply', 'undo'])('reads the scripts that Postern writes: %s', async (part) => {
  const stepsOf = async (kind: string) => {
    const file = new URL(`../../shared/management/goldens/${kind}-${part}.ps1`, import.meta.url)
    return (await readScript(await readFile(file, 'utf8'))).steps.map(({ is }) => is)
  }
  expect(new Set(await stepsOf('single'))).toEqual(new Set(['command']))
  expect((await stepsOf('bulk')).filter((is) => is === 'change')).toHaveLength(3)
})
