const FIRST_BYTES = 16 * 1024

/** Gathers a body of at most `mostBytes` bytes, however small the parts are that it comes in. */
export function createBoundedBody(mostBytes: number) {
  let bytes = Buffer.alloc(Math.min(FIRST_BYTES, mostBytes))
  let length = 0
  return {
    /** Takes what there is room for, and says whether that was all of it. */
    add(part: Uint8Array): boolean {
      const wanted = Math.min(length + part.length, mostBytes)
      if (wanted > bytes.length) {
        const larger = Buffer.alloc(Math.min(Math.max(wanted, bytes.length * 2), mostBytes))
        bytes.copy(larger, 0, 0, length)
        bytes = larger
      }
      bytes.set(part.subarray(0, wanted - length), length)
      const whole = length + part.length <= mostBytes
      length = wanted
      return whole
    },
    /** What has come so far. */
    bytes: (): Buffer => bytes.subarray(0, length),
  }
}
