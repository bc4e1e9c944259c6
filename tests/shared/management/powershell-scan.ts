/**
 * A script as PowerShell's own tokenizer takes it apart, where tree-sitter-powershell does not: any of five characters
 * begins a verbatim string, and ends it unless another of them follows (`IsSingleQuote` in PowerShell's CharTraits.cs).
 * Comments are left out; each string is put into the list, and a placeholder into the code, which is then all that is
 * left to be code.
 */
export function scanned(script: string): { code: string; texts: string[] } {
  const isQuote = (character: string | undefined) =>
    character !== undefined && "'\u2018\u2019\u201a\u201b".includes(character)
  const texts: string[] = []
  let code = ''
  for (let at = 0; at < script.length; at += 1) {
    const character = script[at]
    if (character === '#' && (at === 0 || script[at - 1] === '\n')) {
      while (at + 1 < script.length && script[at + 1] !== '\r' && script[at + 1] !== '\n') at += 1
    } else if (isQuote(character)) {
      let text = ''
      for (at += 1; !isQuote(script[at]) || isQuote(script[at + 1]); at += 1) {
        if (at >= script.length) throw new Error('a string that does not end')
        text += script[at]
        if (isQuote(script[at])) at += 1
      }
      texts.push(text)
      code += '§'
    } else code += character
  }
  return { code, texts }
}
