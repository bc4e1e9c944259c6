import type { Random } from './random.ts'

const MOST_MUTATIONS = 6
/** Mutations that insert would otherwise make every input longer than the last. */
const LONGEST = 4096

/** Numbers at which lengths and offsets go wrong. */
const EDGES = [0, 1, 2, 3, 4, 7, 8, 0x10, 0x20, 0x3f, 0x40, 0x7f, 0x80, 0xc0, 0xfe, 0xff, 0x100, 0x7fff, 0x8000, 0xffff]
const WIDE_EDGES = [...EDGES, 0x10000, 0x7fff_ffff, 0x8000_0000, 0xffff_fffe, 0xffff_ffff]

/** One input: a seed, changed in one to six places, and more often in few. */
export function mutate(seeds: readonly Buffer[], dictionary: readonly Buffer[], random: Random): Buffer {
  let bytes: Buffer = Buffer.from(random.pick(seeds))
  for (let left = 1 + random.below(1 + random.below(MOST_MUTATIONS)); left > 0; left -= 1) {
    bytes = change(bytes, seeds, dictionary, random)
  }
  return bytes.subarray(0, LONGEST)
}

function change(bytes: Buffer, seeds: readonly Buffer[], dictionary: readonly Buffer[], random: Random): Buffer {
  const at = random.below(bytes.length + 1)
  switch (random.below(10)) {
    case 0:
      return overwrite(bytes, at, Buffer.from([(bytes[at] ?? 0) ^ (1 << random.below(8))]))
    case 1:
      return overwrite(bytes, at, Buffer.from([random.below(256)]))
    case 2:
      return overwrite(bytes, at, edge(random))
    case 3:
      return bytes.subarray(0, at)
    case 4:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.below(16))])
    case 5:
      return insert(bytes, at, part(bytes, random))
    case 6:
      return Buffer.concat([bytes.subarray(0, at), part(random.pick(seeds), random)])
    case 7:
      return withOtherNumber(bytes, at, random)
    case 8:
      return dictionary.length === 0 ? bytes : insert(bytes, at, random.pick(dictionary))
    default:
      return dictionary.length === 0
        ? insert(bytes, at, Buffer.from([random.below(256)]))
        : overwrite(bytes, at, random.pick(dictionary))
  }
}

/** Numbers as texts write them, at which what holds them goes wrong. */
const WRITTEN = ['', '0', '-1', '4294967296', '9007199254740993', '9'.repeat(20), '1e9', '0x10', '1.5', 'NaN']

/** The next digits from there on are another number. */
function withOtherNumber(bytes: Buffer, at: number, random: Random): Buffer {
  const text = bytes.toString('latin1')
  const [digits] = /\d+/.exec(text.slice(at)) ?? []
  if (digits === undefined) return insert(bytes, at, Buffer.from([random.below(256)]))
  const from = text.indexOf(digits, at)
  return Buffer.concat([
    bytes.subarray(0, from),
    Buffer.from(random.pick(WRITTEN)),
    bytes.subarray(from + digits.length),
  ])
}

function edge(random: Random): Buffer {
  const number = Buffer.alloc(4)
  switch (random.below(5)) {
    case 0:
      return Buffer.from([random.pick(EDGES) & 0xff])
    case 1:
      number.writeUInt16LE(random.pick(EDGES))
      return number.subarray(0, 2)
    case 2:
      number.writeUInt16BE(random.pick(EDGES))
      return number.subarray(0, 2)
    case 3:
      number.writeUInt32LE(random.pick(WIDE_EDGES))
      return number
    default:
      number.writeUInt32BE(random.pick(WIDE_EDGES))
      return number
  }
}

function part(bytes: Buffer, random: Random): Buffer {
  const from = random.below(bytes.length + 1)
  return bytes.subarray(from, from + 1 + random.below(64))
}

function insert(bytes: Buffer, at: number, inserted: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), inserted, bytes.subarray(at)])
}

function overwrite(bytes: Buffer, at: number, value: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), value, bytes.subarray(at + value.length)])
}
