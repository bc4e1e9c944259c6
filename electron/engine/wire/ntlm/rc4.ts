/** Encrypts, or equally decrypts, `data` with RC4 under `key` (1 to 256 bytes). Node's own RC4 cannot be counted on. */
export function rc4(key: Uint8Array, data: Uint8Array): Buffer {
  const state = Uint8Array.from({ length: 256 }, (_, index) => index)
  const at = (index: number) => state[index & 0xff] ?? 0
  const swap = (one: number, other: number) => {
    const kept = at(one)
    state[one & 0xff] = at(other)
    state[other & 0xff] = kept
  }

  let mixed = 0
  for (let index = 0; index < 256; index++) {
    mixed = (mixed + at(index) + (key[index % key.length] ?? 0)) & 0xff
    swap(index, mixed)
  }

  const result = Buffer.alloc(data.length)
  let walk = 0
  data.forEach((byte, index) => {
    const first = index + 1
    walk = (walk + at(first)) & 0xff
    swap(first, walk)
    result[index] = byte ^ at(at(first) + at(walk))
  })
  return result
}
