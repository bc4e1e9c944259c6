/** Thrown by the double for what it does not know or Electron would not accept. */
class ElectronDoubleError extends Error {
  override readonly name = 'ElectronDoubleError'
}

let tell: (sentence: string) => void = () => {}

/** Says who else hears of failures, so that an app which swallows the error still fails its test. */
export function reportFailuresTo(listener: (sentence: string) => void): void {
  tell = listener
}

/** Fails loudly: throws to the caller and tells the listener. */
export function fail(sentence: string): never {
  tell(sentence)
  throw new ElectronDoubleError(`${sentence}.`)
}
