/** What is amiss with one box of the map, in few words; never told by its colour alone. */
export type MapMark = { verdict: 'fail' | 'warn' | 'unknown'; word: string }

/** `outside`: an address that the internet is told. */
export type MapColumn = 'outside' | 'name' | 'address' | 'server'

/** `beside` the title, where both fit into one line: a server's own address. */
export type MapBox = {
  id: string
  column: MapColumn
  title: string
  beside?: string
  lines: string[]
  mark?: MapMark
}
