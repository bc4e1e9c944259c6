/**
 * What cannot be seen, or turns the order of what is read after it: characters of format (Unicode's Cf), and letters that are
 * blank. A joiner between the parts of a picture is seen by what it makes of them.
 */
const unseen = /\u200d(?!\p{Extended_Pictographic})|(?!\u200d)\p{Cf}|[\u115f\u1160\u2800\u3164\uffa0]/gu

/** A text with what cannot be seen in it shown by its number: "[U+202E]evil" and not "live". */
export function withUnseen(text: string): string {
  return text.replace(unseen, (sign) => `[${numberOf(sign)}]`)
}

/** A character by its number, as Unicode writes it: "U+202E". */
export function numberOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
}

export function hasUnseen(text: string): boolean {
  return withUnseen(text) !== text
}
