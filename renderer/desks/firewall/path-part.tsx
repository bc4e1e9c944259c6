import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Building16Regular } from '@fluentui/react-icons/svg/building'
import { Globe16Regular } from '@fluentui/react-icons/svg/globe'
import { Server16Regular } from '@fluentui/react-icons/svg/server'
import { Shield16Regular } from '@fluentui/react-icons/svg/shield'
import { ShieldCheckmark16Regular } from '@fluentui/react-icons/svg/shield-checkmark'
import { type PathOfRules, type PathStation, pathOfRules } from '../../../shared/firewall/path-of-rules.ts'
import { t } from '../../../shared/language/translate.ts'
import { PlainTable } from '../../ui/plain-table.tsx'
import type { Overview } from './firewall-state.ts'
import { useDraft } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { HEAD_PIXELS, LINE_PIXELS, layOutPath, type PathLine, type PlacedStation } from './path-layout.ts'
import { todayOf } from './rule-words.ts'

const INSET = 10

const icons: Readonly<Record<PathStation['kind'], typeof Globe16Regular>> = {
  vendor: Building16Regular,
  internet: Globe16Regular,
  edge: Shield16Regular,
  behind: ShieldCheckmark16Regular,
  server: Server16Regular,
}

const useStyles = makeStyles({
  figure: { margin: 0, maxWidth: '1320px' },
  // Narrower than this its texts would run into each other: it scrolls in its own box then.
  scroller: {
    overflowX: 'auto',
    marginTop: tokens.spacingVerticalM,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
  picture: {
    display: 'block',
    width: '100%',
    minWidth: '760px',
    fontFamily: tokens.fontFamilyBase,
    fontSize: tokens.fontSizeBase200,
  },
  box: { width: 'calc(100% - 1px)', fill: tokens.colorNeutralBackground2, stroke: tokens.colorNeutralStroke1 },
  firewall: { stroke: tokens.colorBrandStroke1, strokeWidth: '2px' },
  internet: { strokeDasharray: '4 3' },
  link: { stroke: tokens.colorNeutralStroke1Hover, strokeWidth: '1.5px' },
  head: { fill: tokens.colorNeutralStroke1Hover },
  icon: { color: tokens.colorNeutralForeground2 },
  title: { fill: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  name: { fill: tokens.colorNeutralForeground1, fontWeight: tokens.fontWeightSemibold },
  zone: { fill: tokens.colorNeutralForeground3 },
  detail: { fill: tokens.colorNeutralForeground2 },
  rule: { fill: tokens.colorBrandForeground1, fontWeight: tokens.fontWeightSemibold },
  asleep: { fill: tokens.colorNeutralForeground3, fontWeight: tokens.fontWeightRegular },
  mark: { fill: tokens.colorBrandBackground2, stroke: tokens.colorBrandStroke1 },
  markAsleep: { fill: 'none', stroke: tokens.colorNeutralStroke1, strokeDasharray: '3 2' },
})

/** The way from the vendor to the servers as a picture, with where each rule stands; all of it as a table behind. */
export function PathPart({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const draft = useDraft()
  const groups = overview.sources.map(({ source, versions: [newest] }) => ({
    ...{ id: source.group, provider: source.provider, region: source.region },
    senders: newest ? newest.four + newest.six + newest.names : 0,
  }))
  if (draft.rules.length === 0) {
    return (
      <p className={firewall.prose}>{t`The way is drawn from rules, and there is none yet. “Rules” suggests them.`}</p>
    )
  }
  const path = pathOfRules(draft, groups, todayOf())
  const { stations, height } = layOutPath(path)
  return (
    <figure className={styles.figure}>
      <figcaption className={firewall.prose}>
        {t`Where the vendor’s servers come from, where each rule stands, and what they reach. A rule that is asleep is switched off, not begun, or over.`}
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.scroller} aria-label={t`Picture of the way`} tabIndex={0}>
        <svg className={styles.picture} height={height + 1} role="img" aria-label={pathSentence(path)}>
          {stations.slice(1).map((station, at) => (
            <Arrow key={station.kind} from={stations[at]} to={station} />
          ))}
          {stations.map((station) => (
            <Station key={station.kind} station={station} height={height} />
          ))}
        </svg>
      </section>
      <h2 className={firewall.subheading}>{t`As a table`}</h2>
      <PlainTable
        label={t`The way, station by station`}
        head={[t`Station`, t`What stands there`, t`Rules`, t`Sheets that look here`]}
        rows={path.stations.map(({ title, places, rules, platforms }) => [
          title,
          places.flatMap(placeLines).join('\n'),
          rules.map(({ rule, words }) => `${rule}: ${words}`).join('\n'),
          platforms.join(', '),
        ])}
      />
    </figure>
  )
}

function placeLines({ zone, members }: PathStation['places'][number]): string[] {
  const lines = members.map(({ name, details }) => [name, ...details].join(', '))
  return zone === null ? lines : [t`Zone ${zone}`, ...lines]
}

/** The picture in words. */
function pathSentence({ stations, ports }: PathOfRules): string {
  const parts = stations.map(({ title, rules }) =>
    rules.length === 0 ? title : t`${title} (${rules.map(({ rule }) => rule).join(', ')})`,
  )
  return t`The way, by ${ports.join(', ')}: ${parts.join(' → ')}.`
}

function Station({ station, height }: { station: PlacedStation; height: number }) {
  const styles = useStyles()
  const { kind, x, width, title, lines } = station
  const Icon = icons[kind]
  const isFirewall = kind === 'edge' || kind === 'behind'
  return (
    <svg x={`${x}%`} width={`${width}%`} height={height} overflow="visible" aria-hidden="true">
      <rect
        className={mergeClasses(styles.box, isFirewall && styles.firewall, kind === 'internet' && styles.internet)}
        x="0.5"
        y="0.5"
        height={height - 1}
        rx="6"
      />
      <svg x={INSET} y="9" width="16" height="16" className={styles.icon} aria-hidden="true">
        <Icon />
      </svg>
      {title.map((text, at) => (
        <text key={text} className={styles.title} x={INSET + (at === 0 ? 22 : 0)} y={21 + at * LINE_PIXELS}>
          {text}
        </text>
      ))}
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line has nothing else that tells it from one like it, and none moves
        <Line key={at} line={line} y={HEAD_PIXELS + (title.length + at) * LINE_PIXELS} />
      ))}
    </svg>
  )
}

function Line({ line, y }: { line: PathLine; y: number }) {
  const styles = useStyles()
  if (line.kind !== 'rule') {
    return (
      <text className={styles[line.kind]} x={INSET} y={y}>
        {line.text}
      </text>
    )
  }
  const { text, asleep, marked } = line
  return (
    <>
      {marked && (
        <circle className={mergeClasses(styles.mark, asleep && styles.markAsleep)} cx={INSET + 5} cy={y - 4} r="4.5" />
      )}
      <text className={mergeClasses(styles.rule, asleep && styles.asleep)} x={INSET + 16} y={y}>
        {text}
      </text>
    </>
  )
}

/** From one station to the next, at the height of their titles. */
function Arrow({ from, to }: { from: PlacedStation | undefined; to: PlacedStation }) {
  const styles = useStyles()
  if (!from) return null
  return (
    <>
      <line className={styles.link} x1={`${from.x + from.width}%`} y1="17" x2={`${to.x}%`} y2="17" />
      <svg x={`${to.x}%`} y="12" width="1" height="10" overflow="visible" aria-hidden="true">
        <path className={styles.head} d="M0 5 L-8 0 L-8 10 Z" />
      </svg>
    </>
  )
}
