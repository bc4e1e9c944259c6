import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'
import type { ToldFormat } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { useRovingFocus } from '../../ui/roving-focus.ts'
import type { Overview } from './firewall-state.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { SheetView } from './sheet-view.tsx'
import { useSaveSheet } from './use-save-sheet.ts'

/** There is no room for two columns. */
const NARROW = '@media (max-width: 900px)'

const useStyles = makeStyles({
  root: {
    display: 'grid',
    gridTemplateColumns: '208px minmax(0, 1fr)',
    columnGap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    [NARROW]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: tokens.spacingVerticalL },
  },
  // It stays beside what is read, and scrolls by itself where there is no room for all of it.
  forms: {
    position: 'sticky',
    top: 0,
    maxHeight: 'calc(100vh - 250px)',
    minHeight: '240px',
    overflowY: 'auto',
    [NARROW]: { position: 'static', maxHeight: 'none' },
  },
  heading: {
    margin: `0 0 ${tokens.spacingVerticalXS}`,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  kind: { marginTop: tokens.spacingVerticalM },
  format: {
    display: 'block',
    width: '100%',
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    border: 'none',
    borderLeft: '3px solid transparent',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    textAlign: 'start',
    overflowWrap: 'anywhere',
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  chosen: {
    backgroundColor: tokens.colorNeutralBackground1Selected,
    borderLeftColor: tokens.colorCompoundBrandStroke,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/** The sheets: each form for people and for firewalls, and what it comes to. */
export function SheetsPart({ overview }: { overview: Overview }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const { rules } = useDraft()
  const chosen = useFirewall((state) => state.sheet.format)
  const { save, said, waits } = useSaveSheet()
  const delta = useFirewall((state) => state.sheet.delta)
  const { formats } = overview
  const format = formats.find(({ id }) => id === chosen) ?? formats[0]
  if (!format) return <p className={firewall.prose}>{t`This Postern writes no sheet yet.`}</p>
  if (rules.length === 0) {
    return (
      <p className={firewall.prose}>{t`A sheet is made of rules, and there is none yet. “Rules” suggests them.`}</p>
    )
  }
  return (
    <div className={styles.root}>
      <FormatList formats={formats} chosen={format.id}>
        <div className={firewall.buttons}>
          <Button
            disabledFocusable={waits}
            onClick={() => void save({ format: 'zip', options: {}, delta })}
          >{t`Save all as ZIP`}</Button>
        </div>
        <p role="status" className={firewall.quiet}>
          {said}
        </p>
      </FormatList>
      <SheetView key={format.id} format={format} overview={overview} />
    </div>
  )
}

type FormatListProps = { formats: readonly ToldFormat[]; chosen: string; children: ReactNode }

function FormatList({ formats, chosen, children }: FormatListProps) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const chooseFormat = useFirewall((state) => state.chooseFormat)
  const kinds = [
    { kind: 'people', name: t`For people` },
    { kind: 'firewall', name: t`For firewalls` },
  ] as const
  const ordered = kinds.flatMap(({ kind }) => formats.filter((format) => format.for === kind))
  const focus = useRovingFocus<HTMLElement>(ordered.map(({ id }) => id))
  return (
    <nav className={styles.forms} aria-label={t`Forms of the sheet`} {...focus.container}>
      {children}
      {kinds.map(({ kind, name }) => (
        <div key={kind} className={styles.kind}>
          <h2 className={styles.heading}>{name}</h2>
          <ul className={firewall.list}>
            {ordered
              .filter((format) => format.for === kind)
              .map((format) => (
                <li key={format.id}>
                  <button
                    type="button"
                    {...focus.item(format.id)}
                    aria-current={format.id === chosen ? 'true' : undefined}
                    className={mergeClasses(styles.format, format.id === chosen && styles.chosen)}
                    onClick={() => chooseFormat(format.id)}
                  >
                    {format.name}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </nav>
  )
}
