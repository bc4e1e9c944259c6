import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react'

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXL,
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
    ':hover': { color: tokens.colorNeutralForeground1, borderBottomColor: tokens.colorNeutralStroke1Hover },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, borderRadius: tokens.borderRadiusSmall },
  },
  chosen: {
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    borderBottomColor: tokens.colorCompoundBrandStroke,
    ':hover': { borderBottomColor: tokens.colorCompoundBrandStroke },
  },
  panel: { marginTop: tokens.spacingVerticalL, ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` } },
})

const moves: Readonly<Record<string, (place: number, count: number) => number>> = {
  ArrowRight: (place, count) => (place + 1) % count,
  ArrowLeft: (place, count) => (place + count - 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
}

type PictureTabsProps = {
  label: string
  /** Each is drawn only while it is shown. */
  pictures: readonly { id: string; name: string; draw(): ReactNode }[]
}

/** Several pictures in one place, of which one is shown: one stop for Tab, with arrow keys inside. */
export function PictureTabs({ label, pictures }: PictureTabsProps) {
  const styles = useStyles()
  const base = useId()
  const list = useRef<HTMLDivElement>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const shown = pictures.find(({ id }) => id === chosen) ?? pictures[0]
  if (!shown) return null

  function move(event: KeyboardEvent) {
    const next = moves[event.key]?.(
      pictures.findIndex(({ id }) => id === shown?.id),
      pictures.length,
    )
    const picture = next === undefined ? undefined : pictures[next]
    if (!picture || next === undefined) return
    event.preventDefault()
    setChosen(picture.id)
    list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[next]?.focus()
  }

  return (
    <>
      <div ref={list} role="tablist" tabIndex={-1} aria-label={label} className={styles.list} onKeyDown={move}>
        {pictures.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            role="tab"
            id={`${base}-${id}`}
            aria-selected={id === shown.id}
            aria-controls={`${base}-panel`}
            tabIndex={id === shown.id ? 0 : -1}
            className={mergeClasses(styles.tab, id === shown.id && styles.chosen)}
            onClick={() => setChosen(id)}
          >
            {name}
          </button>
        ))}
      </div>
      <div id={`${base}-panel`} role="tabpanel" aria-labelledby={`${base}-${shown.id}`} className={styles.panel}>
        {shown.draw()}
      </div>
    </>
  )
}
