import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { counted, t } from '../../../shared/language/translate.ts'

import { Disclosure } from '../../ui/disclosure.tsx'
import { keyed } from '../../ui/keyed.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { foldMap } from './fold-map.ts'
import { LINE_PIXELS, layOut, type PlacedBox, type PlacedLink } from './map-layout.ts'
import { mapSentence, mapTables } from './map-words.ts'
import type { ServerMap } from './server-map.ts'

const INSET = 10

const useStyles = makeStyles({
  figure: { margin: 0, maxWidth: '1120px' },
  // Narrower than this its texts would run into each other: it scrolls in its own box then.
  scroller: { overflowX: 'auto', ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
  picture: {
    display: 'block',
    width: '100%',
    minWidth: '640px',
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
  },
  heading: { fill: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightSemibold },
  // Its stroke stands half outside of it, and would be cut at the edge of the picture.
  box: { width: 'calc(100% - 1px)', fill: tokens.colorNeutralBackground2, stroke: tokens.colorNeutralStroke1 },
  fail: { fill: tokens.colorStatusDangerBackground1, stroke: tokens.colorStatusDangerBorder1 },
  warn: { fill: tokens.colorStatusWarningBackground1, stroke: tokens.colorStatusWarningBorder1 },
  unknown: { strokeDasharray: '4 3' },
  title: { fill: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  beside: { fill: tokens.colorNeutralForeground2, fontWeight: tokens.fontWeightRegular },
  text: { fill: tokens.colorNeutralForeground2 },
  link: { stroke: tokens.colorNeutralStroke1Hover, strokeWidth: '1.5px' },
  named: { stroke: tokens.colorNeutralStroke1, strokeDasharray: '5 4' },
  broken: { stroke: tokens.colorStatusDangerForeground1, strokeDasharray: '2 4' },
  legend: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalL,
    marginTop: tokens.spacingVerticalS,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  entry: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  note: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
})

/** Which names lead to which addresses, and those to which servers; all of it as tables behind the picture. */
export function ServerMapPicture({ map }: { map: ServerMap }) {
  const styles = useStyles()
  const folded = foldMap(map)
  const { columns, boxes, links, height } = layOut(folded)
  const tables = mapTables(map)
  const isFolded = folded.boxes.length < map.boxes.length
  return (
    <figure className={styles.figure}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.scroller} aria-label={t`Map of names, addresses and servers`} tabIndex={0}>
        <svg
          className={styles.picture}
          height={height + 1}
          role="img"
          aria-label={t`Which names lead to which servers. ${mapSentence(folded)}`}
        >
          {columns.map(({ column, heading, x }) => (
            <text key={column} className={styles.heading} x={`${x}%`} y="14">
              {heading}
            </text>
          ))}
          {links.map((link) => (
            <Link key={`${link.from} ${link.to}`} link={link} />
          ))}
          {boxes.map((box) => (
            <Box key={box.id} box={box} />
          ))}
        </svg>
      </section>
      <Legend links={links} />
      {isFolded && (
        <p
          className={styles.note}
        >{t`What is alike is shown as one box with its count, and what is amiss by itself as far as there is room; the table has each of them.`}</p>
      )}
      {map.leftOut > 0 && (
        <p className={styles.note}>
          {t`${counted(map.leftOut, 'more address was', 'more addresses were')} not asked: a run asks only so many.`}
        </p>
      )}
      <Disclosure text={t`As a table`} of={t`map of names, addresses and servers`}>
        <PlainTable
          label={t`Where each name leads`}
          head={[t`Name`, t`For`, t`From here`, t`From the internet`, t`State`]}
          rows={tables.names}
        />
        {tables.servers.length > 0 && (
          <PlainTable
            label={t`Each server`}
            head={[t`Server`, t`Own address`, t`Exchange`, t`Met at`, t`State`]}
            rows={tables.servers}
          />
        )}
      </Disclosure>
    </figure>
  )
}

function Link({ link: { x1, y1, x2, y2, kind, broken } }: { link: PlacedLink }) {
  const styles = useStyles()
  return (
    <line
      className={mergeClasses(styles.link, kind === 'named' && styles.named, broken && styles.broken)}
      x1={`${x1}%`}
      y1={y1}
      x2={`${x2}%`}
      y2={y2}
    />
  )
}

function Box({ box }: { box: PlacedBox }) {
  const styles = useStyles()
  const { x, y, width, height, mark, titleLines, textLines, markLines } = box
  const first = 6 + LINE_PIXELS - 4
  const line = (place: number) => first + place * LINE_PIXELS
  const marksAt = titleLines.length + textLines.length
  return (
    <svg x={`${x}%`} y={y} width={`${width}%`} height={height} overflow="visible" aria-hidden="true">
      <rect
        className={mergeClasses(styles.box, mark && styles[mark.verdict])}
        x="0.5"
        y="0.5"
        height={height - 1}
        rx="4"
      />
      {keyed(titleLines).map(({ key, item }) => (
        <text key={key} className={styles.title} x={INSET} y={line(key)}>
          {item}
          {key === 0 && box.beside && (
            <tspan className={styles.beside} dx="6">
              {box.beside}
            </tspan>
          )}
        </text>
      ))}
      {keyed(textLines).map(({ key, item }) => (
        <text key={key} className={styles.text} x={INSET} y={line(titleLines.length + key)}>
          {item}
        </text>
      ))}
      {mark && (
        <svg x={INSET - 1} y={line(marksAt) - 11} width="14" height="14" aria-hidden="true">
          <VerdictIcon verdict={mark.verdict} size={14} />
        </svg>
      )}
      {keyed(markLines).map(({ key, item }) => (
        <text key={key} className={styles.title} x={INSET + 17} y={line(marksAt + key)}>
          {item}
        </text>
      ))}
    </svg>
  )
}

const kinds = [
  { kind: 'seen', word: t`seen: DNS or the server says so` },
  { kind: 'named', word: t`named in the organisation as behind that name` },
  { kind: 'broken', word: t`does not lead there` },
] as const

function Legend({ links }: { links: readonly PlacedLink[] }) {
  const styles = useStyles()
  const kindOf = ({ kind, broken }: PlacedLink) => (broken ? 'broken' : kind)
  const shown = kinds.filter(({ kind }) => links.some((link) => kindOf(link) === kind))
  return (
    <div className={styles.legend} aria-hidden="true">
      {shown.map(({ kind, word }) => (
        <span key={kind} className={styles.entry}>
          <svg width="24" height="8" aria-hidden="true">
            <line
              className={mergeClasses(
                styles.link,
                kind === 'named' && styles.named,
                kind === 'broken' && styles.broken,
              )}
              x1="0"
              x2="24"
              y1="4"
              y2="4"
            />
          </svg>
          {word}
        </span>
      ))}
    </div>
  )
}
