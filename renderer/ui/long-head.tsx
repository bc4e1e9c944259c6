import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowDown12Regular } from '@fluentui/react-icons/svg/arrow-down'
import { ArrowUp12Regular } from '@fluentui/react-icons/svg/arrow-up'
import { t } from '../../shared/language/translate.ts'

export const HEAD_PIXELS = 36

const useStyles = makeStyles({
  head: {
    position: 'sticky',
    top: 0,
    zIndex: 1,
    display: 'grid',
    alignItems: 'center',
    height: `${HEAD_PIXELS}px`,
    backgroundColor: tokens.colorNeutralBackground1,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  cell: {
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  name: {
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
  },
  sort: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground3,
    font: 'inherit',
    fontSize: tokens.fontSizeBase200,
    fontWeight: tokens.fontWeightSemibold,
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':hover': { color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
  },
})

/** A column's name; `way`: in which order it stands, where it can be put in one. */
export type HeadColumn = {
  id: string
  head: string
  name?: string | undefined
  way?: 'ascending' | 'descending' | 'none'
}

type LongHeadProps = {
  columns: readonly HeadColumn[]
  /** A value of CSS grid-template-columns. */
  sizes: string
  /** The tick over all ticks, where lines can be chosen. */
  tick?: { state: boolean | 'mixed'; toggle(): void } | undefined
  onSort(id: string): void
}

/** The head of a long table, which stays in sight. */
export function LongHead({ columns, sizes, tick, onSort }: LongHeadProps) {
  const styles = useStyles()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn
    // biome-ignore lint/a11y/useFocusableInteractive: a row of a table is none that is interacted with
    <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: sizes }}>
      {tick && (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: what is in it is
        <div role="columnheader">
          <Checkbox
            aria-label={tick.state === true ? t`Tick none` : t`Tick all that are listed`}
            checked={tick.state}
            onChange={tick.toggle}
          />
        </div>
      )}
      {columns.map(({ id, head, name = head, way }) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useFocusableInteractive: the button in it is
        <div key={id} role="columnheader" className={styles.cell} aria-sort={way} title={name}>
          {way === undefined ? (
            <span className={styles.name}>{head}</span>
          ) : (
            <button type="button" className={styles.sort} onClick={() => onSort(id)}>
              {head}
              {way === 'ascending' && <ArrowUp12Regular aria-hidden />}
              {way === 'descending' && <ArrowDown12Regular aria-hidden />}
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
