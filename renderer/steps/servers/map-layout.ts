import { t } from '../../../shared/language/translate.ts'
import { byNumber } from './fold-map.ts'
import type { MapBox, MapColumn } from './map-box.ts'
import type { MapLink, ServerMap } from './server-map.ts'

/** A box in its place: across in percent of the picture, down in pixels. */
export type PlacedBox = MapBox & {
  x: number
  width: number
  y: number
  height: number
  titleLines: string[]
  textLines: string[]
  markLines: string[]
}
export type PlacedLink = MapLink & { x1: number; y1: number; x2: number; y2: number; broken: boolean }
export type MapLayout = {
  columns: { column: MapColumn; heading: string; x: number }[]
  boxes: PlacedBox[]
  links: PlacedLink[]
  height: number
}

export const LINE_PIXELS = 16
const PAD_PIXELS = 6
const BETWEEN_PIXELS = 8
const HEADING_PIXELS = 28
/** Of the whole picture, in percent. */
const BETWEEN_COLUMNS = 7

const headings: Readonly<Record<MapColumn, string>> = {
  outside: t`From the internet`,
  name: t`Published name`,
  address: t`Address from here`,
  server: t`Server and its Exchange`,
}
const order = ['outside', 'name', 'address', 'server'] as const

/** How many characters fit beside each other, by how many columns there are. */
const characters: Readonly<Record<number, number>> = { 1: 60, 2: 40, 3: 27, 4: 19 }

/** Sets a map in columns, each in the middle of the picture's height, with lines from edge to edge. */
export function layOut({ boxes, links }: ServerMap): MapLayout {
  const columns = order.filter((column) => boxes.some((box) => box.column === column))
  const width = (100 - BETWEEN_COLUMNS * (columns.length - 1)) / Math.max(1, columns.length)
  const fits = characters[columns.length] ?? 19
  const ordered = inOrder(columns, boxes, links)
  const sized = ordered.map((column) => column.map((box) => measured(box, fits)))
  const tallest = Math.max(0, ...sized.map(heightOf))
  const placed = sized.flatMap((column, index) => {
    let y = HEADING_PIXELS + (tallest - heightOf(column)) / 2
    return column.map((box): PlacedBox => {
      const at = y
      y += box.height + BETWEEN_PIXELS
      return { ...box, x: index * (width + BETWEEN_COLUMNS), width, y: at }
    })
  })
  return {
    columns: columns.map((column, index) => ({
      column,
      heading: headings[column],
      x: index * (width + BETWEEN_COLUMNS),
    })),
    boxes: placed,
    links: links.flatMap((link) => placedLink(link, placed)),
    height: HEADING_PIXELS + tallest,
  }
}

/** Names as they come; what they lead to as far as possible beside them, so that few lines cross. */
function inOrder(columns: readonly MapColumn[], boxes: readonly MapBox[], links: readonly MapLink[]): MapBox[][] {
  const rank = new Map<string, number>()
  const result = new Map<MapColumn, MapBox[]>()
  // The internet's addresses lead to the names, which are set first all the same.
  for (const column of ['name', 'outside', 'address', 'server'] as const) {
    const own = boxes.filter((box) => box.column === column)
    const mean = ({ id }: MapBox) => {
      const ends = links.flatMap(({ from, to }) => (to === id ? [from] : from === id ? [to] : []))
      const ranks = ends.flatMap((end) => rank.get(end) ?? [])
      return ranks.length > 0 ? ranks.reduce((sum, one) => sum + one, 0) / ranks.length : Number.MAX_SAFE_INTEGER
    }
    const sorted = column === 'name' ? own : own.toSorted((a, b) => mean(a) - mean(b) || byNumber(a.title, b.title))
    for (const [index, { id }] of sorted.entries()) rank.set(id, index)
    result.set(column, sorted)
  }
  return columns.map((column) => result.get(column) ?? [])
}

type Measured = Omit<PlacedBox, 'x' | 'y' | 'width'>

function measured(box: MapBox, fits: number): Measured {
  const besides = box.beside !== undefined && `${box.title} ${box.beside}`.length <= fits + 2
  const ownLine = box.beside !== undefined && !besides ? [box.beside] : []
  const titleLines = inLines(box.title, fits)
  const textLines = [...ownLine, ...box.lines].flatMap((line) => inLines(line, fits + 2))
  const markLines = box.mark ? inLines(box.mark.word, fits - 1) : []
  const height = PAD_PIXELS * 2 + LINE_PIXELS * (titleLines.length + textLines.length + markLines.length)
  const { beside, ...rest } = box
  return { ...rest, ...(besides && { beside }), titleLines, textLines, markLines, height }
}

function heightOf(boxes: readonly Pick<PlacedBox, 'height'>[]): number {
  return boxes.reduce((sum, { height }) => sum + height + BETWEEN_PIXELS, -BETWEEN_PIXELS)
}

/** A text in lines of at most so many characters, broken between words, else after a dot or a colon, else anywhere. */
export function inLines(text: string, most: number): string[] {
  const lines = ['']
  for (const piece of text.split(/(?<=[ .:])/)) {
    const line = lines.at(-1) ?? ''
    if ((line + piece).trimEnd().length <= most) lines[lines.length - 1] = line + piece
    else if (piece.length <= most) lines.push(piece)
    else for (let at = 0; at < piece.length; at += most) lines.push(piece.slice(at, at + most))
  }
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}

function placedLink(link: MapLink, boxes: readonly PlacedBox[]): PlacedLink[] {
  const from = boxes.find(({ id }) => id === link.from)
  const to = boxes.find(({ id }) => id === link.to)
  if (!from || !to) return []
  // What the internet is told holds, whatever this machine makes of the name.
  const broken = from.column !== 'outside' && [from, to].some(({ mark }) => mark?.verdict === 'fail')
  return [
    {
      ...link,
      x1: from.x + from.width,
      y1: from.y + from.height / 2,
      x2: to.x,
      y2: to.y + to.height / 2,
      broken,
    },
  ]
}
