import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    columnGap: tokens.spacingHorizontalXL,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  tab: {
    padding: `${tokens.spacingVerticalS} 0`,
    border: 'none',
    borderBottom: '3px solid transparent',
    marginBottom: '-1px',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground2,
    font: 'inherit',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    cursor: 'pointer',
    // What is transparent would be a line there, and each tab a chosen one.
    '@media (forced-colors: active)': { borderBottomColor: 'Canvas', marginBottom: 0 },
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: tokens.borderRadiusSmall },
  },
  chosen: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    '@media (forced-colors: active)': { borderBottomColor: 'Highlight' },
    ':hover': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  filling: {
    display: 'flex',
    flexDirection: 'column',
    flexGrow: 1,
    flexBasis: 0,
    minHeight: '320px',
    gap: tokens.spacingVerticalS,
  },
  panel: { marginTop: tokens.spacingVerticalL, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
})

const moves: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

type TabsProps<Id extends string> = {
  label: string
  /** Each is drawn only while it is shown. */
  tabs: readonly { id: Id; name: string; draw(): ReactNode }[]
  chosen: Id
  onChoose(id: Id): void
  /** What is shown takes the height that is left, and does its own scrolling. */
  fills?: boolean
}

/**
 * Several things in one place, of which one is shown: one stop for Tab, with arrow keys inside. Fluent's own list of tabs
 * puts stops for the focus around itself that are hidden from screen readers, and hidden is what takes no focus.
 */
export function Tabs<Id extends string>({ label, tabs, chosen, onChoose, fills = false }: TabsProps<Id>) {
  const styles = useStyles()
  const base = useId()
  const list = useRef<HTMLDivElement>(null)

  function move(event: KeyboardEvent) {
    const next = moves[event.key]?.(
      tabs.findIndex(({ id }) => id === chosen),
      tabs.length,
    )
    const tab = next === undefined ? undefined : tabs[next]
    if (!tab || next === undefined) return
    event.preventDefault()
    onChoose(tab.id)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }

  return (
    <>
      <div ref={list} role="tablist" tabIndex={-1} aria-label={label} className={styles.list} onKeyDown={move}>
        {tabs.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-${id}`}
            aria-selected={id === chosen}
            aria-controls={`${base}-panel`}
            tabIndex={id === chosen ? 0 : -1}
            className={mergeClasses(styles.tab, id === chosen && styles.chosen)}
            onClick={() => onChoose(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <div
        id={`${base}-panel`}
        role="tabpanel"
        aria-labelledby={`${base}-${chosen}`}
        className={fills ? styles.filling : styles.panel}
      >
        {tabs.find(({ id }) => id === chosen)?.draw()}
      </div>
    </>
  )
}
