/** The bytes of a TLS message say something that they cannot mean. */
export class TlsMalformed extends Error {
  constructor(what: string) {
    super(`TLS: ${what}`)
    this.name = 'TlsMalformed'
  }
}

/** Reads numbers and vectors (RFC 8446 section 3) from the front; throws TlsMalformed where bytes are missing. */
export class ByteReader {
  #rest: Buffer
  readonly #name: string

  constructor(bytes: Buffer, name: string) {
    this.#rest = bytes
    this.#name = name
  }

  get left(): number {
    return this.#rest.length
  }

  number(size: 1 | 2 | 3): number {
    return this.bytes(size).readUIntBE(0, size)
  }

  bytes(length: number): Buffer {
    if (length > this.#rest.length) {
      throw new TlsMalformed(`${this.#name} wants ${length} bytes where ${this.#rest.length} are left`)
    }
    const taken = this.#rest.subarray(0, length)
    this.#rest = this.#rest.subarray(length)
    return taken
  }

  /** What follows its own length of `size` bytes. */
  vector(size: 1 | 2 | 3): Buffer {
    return this.bytes(this.number(size))
  }
}
