/** Names that Windows keeps for devices, whatever stands behind the dot. */
const devices = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i

const MOST_CHARACTERS = 80

/**
 * A name for a file that every system takes: what a page suggests names no folder, hides no ending and is no device. It
 * ends as told.
 */
export function fileName(suggested: string, ending: string): string {
  const base = suggested
    .normalize('NFC')
    .replaceAll(/[<>:"/\\|?*\s]+/g, ' ')
    // What turns the direction of writing could make an ending look like another.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, '')
    .trim()
    .replace(/^[.\s]+/, '')
  const short = [...base]
    .slice(0, MOST_CHARACTERS)
    .join('')
    .replace(/[.\s]+$/, '')
  return `${short === '' || devices.test(short) ? `Postern ${short}`.trim() : short}.${ending}`
}
