/** Members of an enumeration by their number, as ConvertTo-Json writes them. */
export type EnumNames = Readonly<Record<number, string>>

/** How a property is written. `closed`: an enumeration of which every member is known; `open`: one that may have others. */
export type FieldKind =
  | 'flag'
  | 'text'
  | 'limit'
  | 'count'
  | 'time'
  | { readonly list: EnumNames | null }
  | { readonly closed: EnumNames }
  | { readonly open: EnumNames }
