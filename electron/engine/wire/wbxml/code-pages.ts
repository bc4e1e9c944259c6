import { pageTags } from './page-tags.ts'

/** Tokens of tags begin here; those below are WBXML's own (WAP-192 section 7.1). */
const FIRST_TOKEN = 0x05

/** Where a tag stands: its code page and its token, without the bit for content. */
export type TagPlace = { page: number; token: number }

const names = new Map<number, string>()
const places = new Map<string, TagPlace>()
for (const [page, [pageName, tags]] of pageTags.entries()) {
  for (const [index, tag] of tags.split(/\s+/).entries()) {
    if (tag === '.' || tag === '') continue
    const token = FIRST_TOKEN + index
    names.set(page * 256 + token, `${pageName}:${tag}`)
    places.set(`${pageName}:${tag}`, { page, token })
  }
}

/** Every tag that ActiveSync has, as `Page:Tag`. */
export const allTags: readonly string[] = [...places.keys()]

/** `FolderHierarchy:FolderSync` for page 7, token 0x16; undefined where no tag has that token. */
export function tagNameAt(page: number, token: number): string | undefined {
  return names.get(page * 256 + token)
}

/** The page and token of `Page:Tag`; undefined for a tag that ActiveSync does not have. */
export function placeOfTag(name: string): TagPlace | undefined {
  return places.get(name)
}
