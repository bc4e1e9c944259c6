import { t } from '../../../shared/language/translate.ts'
import type { MapBox, MapColumn } from './map-box.ts'
import type { MapLink, ServerMap } from './server-map.ts'

/** So many boxes of a column can be read beside each other; more are folded into counts. */
const MOST = 8

const plural: Readonly<Record<MapColumn, string>> = {
  outside: 'addresses',
  name: 'names',
  address: 'addresses',
  server: 'servers',
}

/**
 * A map that can be read, however many servers there are: what is alike becomes one box with a count. What is amiss keeps
 * a box of its own as long as there is room.
 */
export function foldMap(map: ServerMap): ServerMap {
  const columns = Map.groupBy(map.boxes, ({ column }) => column)
  const place = new Map<string, string>()
  const boxes = [...columns.values()].flatMap((column) => {
    const folded = foldColumn(column, map.links)
    for (const { box, of } of folded) for (const { id } of of) place.set(id, box.id)
    return folded.map(({ box }) => box)
  })
  const links = map.links.map((link) => ({
    ...link,
    from: place.get(link.from) ?? link.from,
    to: place.get(link.to) ?? link.to,
  }))
  return { ...map, boxes, links: withoutTwins(links) }
}

type Folded = { box: MapBox; of: readonly MapBox[] }

function foldColumn(boxes: readonly MapBox[], links: readonly MapLink[]): Folded[] {
  const single = (box: MapBox): Folded => ({ box, of: [box] })
  if (boxes.length <= MOST) return boxes.map(single)
  const amiss = boxes.filter(({ mark }) => mark)
  const well = boxes.filter(({ mark }) => !mark)
  const groups = foldAlike(well, links)
  if (amiss.length + groups.length <= MOST) return [...amiss.map(single), ...groups]
  const all = [...foldAlike(amiss, links), ...groups]
  if (all.length <= MOST) return all
  const rest = all.slice(MOST - 1).flatMap(({ of }) => of)
  return [...all.slice(0, MOST - 1), oneOf(rest)]
}

/** A box for those of one version, one fault and one kind of link. */
function foldAlike(boxes: readonly MapBox[], links: readonly MapLink[]): Folded[] {
  const likeness = ({ id, column, lines, mark }: MapBox) => {
    const led = links.some(({ to, kind }) => to === id && kind === 'seen')
    return [column === 'server' ? lines[0] : '', mark?.word ?? '', led].join('|')
  }
  return [...Map.groupBy(boxes, likeness).values()].map(oneOf)
}

function oneOf(boxes: readonly MapBox[]): Folded {
  const [first] = boxes
  if (!first) throw new Error('There is nothing to fold.')
  if (boxes.length === 1) return { box: first, of: boxes }
  const { column, lines, mark } = first
  const titles = boxes.map(({ title }) => title).toSorted(byNumber)
  const alike = column === 'server' && boxes.every((box) => box.lines[0] === lines[0])
  const box: MapBox = {
    id: `fold ${first.id}`,
    column,
    title: `${boxes.length} ${plural[column]}`,
    lines: [...(alike && lines[0] ? [lines[0]] : []), t`${titles[0]} to ${titles.at(-1)}`],
    ...(mark && boxes.every((one) => one.mark?.word === mark.word) && { mark }),
  }
  const isMixed = !box.mark && boxes.some((one) => one.mark)
  return { box: isMixed ? { ...box, mark: { verdict: 'warn', word: t`some are amiss` } } : box, of: boxes }
}

/** EXCH2 stands before EXCH10. */
export function byNumber(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true })
}

/** Each link once; one that was seen says more than one that the organisation names. */
function withoutTwins(links: readonly MapLink[]): MapLink[] {
  const kept = new Map<string, MapLink>()
  for (const link of links) {
    const key = `${link.from} → ${link.to}`
    if (!kept.has(key) || link.kind === 'seen') kept.set(key, link)
  }
  return [...kept.values()]
}
