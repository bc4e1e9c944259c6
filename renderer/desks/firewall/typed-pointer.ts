/** So long a pointer may be. */
export const MOST_POINTER = 500

/** The field in which somebody says where in a file or a text of JSON the entries are. */
export function pointerField(sourceId: string): string {
  return `pointer.${sourceId}`
}

/** The pointer that was typed for a source; null where there is none, and Postern looks for the entries by itself. */
export function typedPointer(unfinished: ReadonlyMap<string, string>, sourceId: string): string | null {
  return unfinished.get(pointerField(sourceId))?.trim() || null
}
