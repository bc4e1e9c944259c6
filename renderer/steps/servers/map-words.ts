import { t } from '../../../shared/language/translate.ts'
import type { MapBox } from './map-box.ts'
import type { ServerMap } from './server-map.ts'

/** The map in sentences, for those who do not see it: each box, what is amiss with it, and where it leads. */
export function mapSentence({ boxes, links }: ServerMap): string {
  return boxes
    .map((box) => {
      const lines = [...(box.beside ? [box.beside] : []), ...box.lines]
      const what = lines.length > 0 ? ` (${lines.join(', ')})` : ''
      const amiss = box.mark ? `: ${box.mark.word}` : ''
      const seen = titlesOf(
        boxes,
        links.filter(({ from, kind }) => from === box.id && kind === 'seen'),
      )
      const named = titlesOf(
        boxes,
        links.filter(({ from, kind }) => from === box.id && kind === 'named'),
      )
      const leads = seen.length > 0 ? t` leads to ${seen.join(', ')}` : ''
      const behind = named.length > 0 ? t`, and ${named.join(', ')} is named as behind it` : ''
      return `${box.title}${what}${amiss}${leads}${behind}.`
    })
    .join(' ')
}

function titlesOf(boxes: readonly MapBox[], links: readonly { to: string }[]): string[] {
  return links.flatMap(({ to }) => boxes.find(({ id }) => id === to)?.title ?? [])
}

/** The same as two tables: where each name leads, and each server. Nothing is folded in them. */
export function mapTables({ boxes, links }: ServerMap): { names: string[][]; servers: string[][] } {
  const ends = (id: string, side: 'from' | 'to') => {
    const other = side === 'from' ? 'to' : 'from'
    return links.filter((link) => link[side] === id).map((link) => link[other])
  }
  const title = (id: string) => boxes.find((box) => box.id === id)?.title ?? ''
  const column = (name: MapBox['column']) => boxes.filter((box) => box.column === name)
  const state = ({ mark }: MapBox) => mark?.word ?? ''
  return {
    names: column('name').map((box) => {
      const addresses = ends(box.id, 'from')
      const amiss = [state(box), ...addresses.map((id) => wordAt(boxes, id))].filter((word) => word !== '')
      return [
        box.title,
        box.lines.join('\n'),
        addresses.map(title).join('\n') || 'none',
        ends(box.id, 'to').map(title).join('\n') || t`not looked at`,
        amiss.join('\n') || t`leads there`,
      ]
    }),
    servers: column('server').map((box) => [
      box.title,
      box.beside ?? '',
      box.lines.join('\n'),
      links
        .filter(({ to, kind }) => to === box.id && kind === 'seen')
        .map(({ from }) => title(from))
        .join('\n') || t`not met there`,
      state(box) || t`answers`,
    ]),
  }
}

function wordAt(boxes: readonly MapBox[], id: string): string {
  const box = boxes.find((one) => one.id === id)
  return box?.mark ? `${box.title} ${box.mark.word}` : ''
}
