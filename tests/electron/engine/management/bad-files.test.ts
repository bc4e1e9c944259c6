import { describe, expect, it } from 'vitest'
import { ConfigurationRefusal } from '../../../../shared/management/configuration-reading.ts'
import { badFiles } from './bad-files.ts'
import { readFile } from './read-text-file.ts'

describe('a file that is not taken: one sentence, and nothing of it', () => {
  it('is a table of thirty and more, each of another kind', () => {
    expect(new Set(badFiles.map(({ what }) => what)).size).toBe(badFiles.length)
    expect(badFiles.length).toBeGreaterThanOrEqual(30)
  })

  it.each(badFiles)('$what', ({ file, refused, sentence, line }) => {
    const reading = readFile(file)
    expect(reading).toEqual(line === undefined ? { refused, sentence } : { refused, sentence, line })
    expect(ConfigurationRefusal.parse(reading)).toEqual(reading)
  })

  it.each(badFiles)('$what, a byte at a time', ({ file }) => {
    const bytes = Buffer.from(file)
    const pieces = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1))
    expect(readFile(pieces)).toEqual(readFile(file))
  })
})
