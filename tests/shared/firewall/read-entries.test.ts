import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linesOfList, readEntries } from '../../../shared/firewall/read-entries.ts'

const read = (...texts: string[]) => readEntries(texts.map((text, index) => ({ text, at: index + 1 })))

describe('readEntries', () => {
  it('tells every entry that it does not take, with its place', () => {
    const { refused, entries } = read('8.8.4.4', '10.0.0.1', '8.8.4.0/33', '8.8.8.8')
    expect(refused.map(({ at, refused }) => [at, refused])).toEqual([
      [2, 'private'],
      [3, 'prefix-too-long'],
    ])
    expect(entries).toEqual(['8.8.4.4/32', '8.8.8.8/32'])
  })

  it('keeps each entry once, in whatever form it was written', () => {
    expect(read('8.8.4.4', '8.8.4.4/32', '8.8.4.4-8.8.4.4', 'A.example.com', 'a.example.com.')).toMatchObject({
      entries: ['8.8.4.4/32', 'a.example.com'],
      repeated: 3,
    })
  })

  it('puts prefixes into the order of their addresses, IPv4 first and names last', () => {
    const written = ['b.example.com', '2600:1900::1', '100.2.3.4', '9.0.0.0/24', '9.0.0.0/25', '2600:1900::/64']
    const ordered = ['9.0.0.0/24', '9.0.0.0/25', '100.2.3.4/32', '2600:1900::/64', '2600:1900::1/128', 'b.example.com']
    fc.assert(
      fc.property(fc.shuffledSubarray(written, { minLength: written.length }), (shuffled) => {
        expect(read(...shuffled).entries).toEqual(ordered)
      }),
    )
  })

  it('names what has to be confirmed as it was written', () => {
    expect(read('34.64.0.0/15', ' 34.0.0.0-34.31.255.255 ', '8.8.8.8').wide).toEqual([
      '34.64.0.0/15',
      '34.0.0.0-34.31.255.255',
    ])
  })

  it('reads no further than there is room, whatever one range comes to', () => {
    const taken: number[] = []
    function* ranges() {
      for (let at = 1; at <= 100; at += 1) {
        taken.push(at)
        // The same from the second on: what is reckoned again takes room again.
        yield { text: `2600:${Math.min(at, 2)}::1-2600:${Math.min(at, 2)}:ffff:ffff:ffff:ffff:ffff:fffe`, at }
      }
    }
    const room = { left: 1_000 }
    readEntries(ranges(), room)
    expect(room.left).toBeLessThan(0)
    // Each is some two hundred prefixes.
    expect(taken).toHaveLength(6)
  })
})

describe('linesOfList', () => {
  it('takes no more lines than one beyond what it may', () => {
    expect(linesOfList('a\n'.repeat(1_000), 3)).toHaveLength(4)
  })

  it('leaves out blank lines and comments, and counts every line', () => {
    const text = '\ufeff# senders\r\n8.8.4.4 # the first\n\n; old\n// older\r  8.8.8.8\nhttps://a.example.com\n'
    expect(linesOfList(text)).toEqual([
      { text: '8.8.4.4 ', at: 2 },
      { text: '  8.8.8.8', at: 6 },
      { text: 'https://a.example.com', at: 7 },
    ])
  })
})
