import { describe, expect, it } from 'vitest'
import { ConfigurationReading } from '../../../../shared/management/configuration-reading.ts'
import { type BrokenDevices, brokenDevices, countsOf } from './broken-devices.ts'
import { type ReadOptions, readFile } from './read-text-file.ts'

const read = ({ file, name }: BrokenDevices, more: ReadOptions = {}) =>
  readFile(file, { takesRest: true, ...(name !== undefined && { name }), ...more })

/** All that is said of a file. */
function saidOf(reading: ReturnType<typeof readFile>): string[] {
  if ('refused' in reading) return [reading.sentence]
  const { refusals, problems, notes, ended } = reading
  return [...refusals, ...problems, ...notes, ...(ended ? [ended] : [])].map(({ sentence }) => sentence)
}

describe('a broken export of devices: what can be read of it, and a sentence for what cannot', () => {
  it('is a table of thirty and more, each of another kind', () => {
    expect(new Set(brokenDevices.map(({ what }) => what)).size).toBe(brokenDevices.length)
    expect(brokenDevices.length).toBeGreaterThanOrEqual(30)
  })

  it.each(brokenDevices)('$what', (broken) => {
    const reading = read(broken)
    expect(saidOf(reading)).toEqual(broken.sentences)
    if ('refused' in reading) {
      expect(reading.refused).toBe(broken.refused)
      expect(broken.counts).toBeUndefined()
      return
    }
    expect(ConfigurationReading.parse(reading)).toEqual(reading)
    expect(countsOf(reading.counts)).toEqual(broken.counts)
    const [all = 0, understood, refused = 0] = broken.counts ?? []
    expect(all).toBe(
      countsOf(reading.counts)
        .slice(1)
        .reduce((sum, count) => sum + count),
    )
    // What there is to take is said where it is not all, with its counts.
    if (refused === 0 && !reading.ended) expect(reading.offer).toBeUndefined()
    else expect(reading.offer).toContain(`${understood} could be read and ${refused} could not.`)
  })

  it.each(brokenDevices)('$what, in two pieces, wherever it is cut', (broken) => {
    const bytes = Buffer.from(broken.file)
    const whole = read(broken)
    for (const at of [1, 7, Math.floor(bytes.length / 2), bytes.length - 30, bytes.length - 1]) {
      const pieces = [bytes.subarray(0, at), bytes.subarray(at)]
      expect(readFile(pieces, { takesRest: true })).toEqual(whole)
    }
  })

  it.each(brokenDevices.filter(({ counts }) => counts && counts[2] > 0))(
    '$what: is refused as a whole where nobody asked for the rest',
    (broken) => {
      const reading = read(broken, { takesRest: false })
      expect(saidOf(reading)).toEqual([broken.sentences[0]])
      expect(reading).toHaveProperty('refused')
    },
  )
})
