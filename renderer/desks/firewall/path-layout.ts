import type { PathOfRules, PathStation } from '../../../shared/firewall/path-of-rules.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { inLines } from '../../steps/servers/map-layout.ts'

/** A line of a station: a zone of the firewall, a host or a group, something of it, or a rule that stands there. */
export type PathLine =
  | { kind: 'zone' | 'name' | 'detail'; text: string }
  | { kind: 'rule'; text: string; asleep: boolean; marked: boolean }
export type PlacedStation = {
  kind: PathStation['kind']
  /** Across in percent of the picture. */
  x: number
  width: number
  title: string[]
  lines: PathLine[]
}
export type PathLayout = { stations: PlacedStation[]; height: number }

export const LINE_PIXELS = 18
export const HEAD_PIXELS = 30
const PAD_PIXELS = 12
/** Of the whole picture, in percent. */
const BETWEEN = 2.5
/** So many characters fit beside each other where the picture is narrowest. */
const FITS = 18
/** So many hosts, lines of one and rules are drawn at a station; the table has all. */
const MOST = { members: 4, details: 4, rules: 6 } as const

/** Sets the stations beside each other, each with what there is room for, and says how much more there is. */
export function layOutPath({ stations, ports }: PathOfRules): PathLayout {
  const width = (100 - BETWEEN * (stations.length - 1)) / stations.length
  const placed = stations.map((station, at) => ({
    kind: station.kind,
    x: at * (width + BETWEEN),
    width,
    title: inLines(station.title, FITS - 3),
    lines: linesOf(station, station.kind === 'internet' ? ports : []),
  }))
  const most = Math.max(...placed.map(({ title, lines }) => title.length + lines.length))
  return { stations: placed, height: HEAD_PIXELS + PAD_PIXELS * 2 + most * LINE_PIXELS }
}

function linesOf({ places, rules }: PathStation, ports: readonly string[]): PathLine[] {
  const members = places.flatMap(({ zone, members: own }) => own.map((member) => ({ zone, ...member })))
  let last: string | null = null
  const lines = members.slice(0, MOST.members).flatMap(({ zone, name, details }): PathLine[] => {
    const head: PathLine[] = zone === null || zone === last ? [] : drawn('zone', t`Zone ${zone}`)
    last = zone
    const shown = details.slice(0, MOST.details)
    return [
      ...head,
      ...drawn('name', name),
      ...shown.flatMap((each) => drawn('detail', each)),
      ...more(details.length - shown.length),
    ]
  })
  const shown = rules.slice(0, MOST.rules)
  return [
    ...ports.flatMap((port) => drawn('detail', port)),
    ...lines,
    ...more(members.length - Math.min(members.length, MOST.members)),
    ...shown.flatMap(({ rule, action, asleep }): PathLine[] => {
      const words = action === 'allow' ? t`${rule} lets in` : t`${rule} keeps out`
      const lines = inLines(asleep === null ? words : t`${rule}, asleep`, FITS - 2)
      return lines.map((text, at) => ({ kind: 'rule', text, asleep: asleep !== null, marked: at === 0 }))
    }),
    ...(rules.length > shown.length
      ? drawn('detail', t`and ${counted(rules.length - shown.length, 'more rule')}`)
      : []),
  ]
}

function drawn(kind: 'zone' | 'name' | 'detail', text: string): PathLine[] {
  return inLines(text, FITS).map((line) => ({ kind, text: line }))
}

function more(count: number): PathLine[] {
  return count > 0 ? drawn('detail', t`and ${count.toLocaleString()} more`) : []
}
