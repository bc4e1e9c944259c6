/** Why a script is not run: what is not understood, or what Exchange refuses. */
export type RefusalKind = 'script' | 'exchange'

/** A script, or a command of it, that is refused; the message is one sentence for a person, without its line. */
export class ScriptRefusal extends Error {
  /** `script`: it cannot be read, or asks for what is not there. `exchange`: the cmdlet refuses it. */
  readonly kind: RefusalKind
  /** From 1; undefined until whoever runs the command says it. */
  readonly line: number | undefined

  constructor(kind: RefusalKind, message: string, line?: number) {
    super(message)
    this.name = 'ScriptRefusal'
    this.kind = kind
    this.line = line
  }
}
