/** Arguments that cannot be obeyed; the message is one sentence for a person. */
export class BadArguments extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'BadArguments'
  }
}
