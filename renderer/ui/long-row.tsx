import { Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { memo } from 'react'
import { t } from '../../shared/language/translate.ts'
import { columnSizes, type LongLines } from './long-column.ts'

export const ROW_PIXELS = 52

const useStyles = makeStyles({
  row: {
    position: 'absolute',
    insetInline: 0,
    top: 0,
    display: 'grid',
    alignItems: 'center',
    boxSizing: 'border-box',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    cursor: 'pointer',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    // The whole line shows that it has the focus: around its first cell, half of it would be cut off.
    ':has([data-line]:focus-visible)': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  ticked: { backgroundColor: tokens.colorNeutralBackground1Selected },
  cell: {
    minWidth: 0,
    paddingInline: tokens.spacingHorizontalS,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  open: {
    display: 'flex',
    alignItems: 'center',
    width: '100%',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    cursor: 'pointer',
    ':focus-visible': { outline: 'none' },
  },
})

type LongRowProps<T> = {
  row: T
  /** Its place in the order that is shown, and where that is drawn. */
  index: number
  start: number
  lines: LongLines<T>
  ticked: boolean
  /** The line is ticked or not any more; with Shift, all from the one before. */
  onTick(index: number, on: boolean, shift: boolean): void
  /** Tab comes to it. */
  reached: boolean
  onReach(index: number): void
}

function Row<T>({ row, index, start, lines, ticked, reached, onReach, onTick }: LongRowProps<T>) {
  const styles = useStyles()
  const { columns, ticks, nameOf, onOpen } = lines
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table element lays out every row, and only those in sight are drawn
    // biome-ignore lint/a11y/useFocusableInteractive: the button in it is
    // biome-ignore lint/a11y/useKeyWithClickEvents: the button in it is what the keyboard opens
    <div
      role="row"
      aria-rowindex={index + 2}
      className={mergeClasses(styles.row, (ticked || lines.isOpen?.(row)) && styles.ticked)}
      style={{
        height: `${lines.pixels ?? ROW_PIXELS}px`,
        gridTemplateColumns: columnSizes(lines),
        transform: `translateY(${start}px)`,
      }}
      onClick={(event) => {
        if (ticks?.range && event.shiftKey) onTick(index, true, true)
        else onOpen(row)
      }}
      // A range is chosen, and no text.
      onMouseDown={(event) => event.shiftKey && event.preventDefault()}
    >
      {ticks && (
        // biome-ignore lint/a11y/useSemanticElements: as above
        // biome-ignore lint/a11y/useKeyWithClickEvents: it only keeps the click from opening the line
        <div role="cell" onClick={(event) => event.stopPropagation()}>
          <Checkbox
            aria-label={t`Tick ${nameOf(row)}`}
            checked={ticked}
            onChange={(event, { checked }) =>
              onTick(index, checked === true, 'shiftKey' in event.nativeEvent && event.nativeEvent.shiftKey === true)
            }
          />
        </div>
      )}
      {columns.map(({ id, cell }, place) => (
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div key={id} role="cell" className={styles.cell}>
          {place === 0 ? (
            <button
              type="button"
              data-line={index}
              tabIndex={reached ? 0 : -1}
              className={styles.open}
              aria-label={nameOf(row)}
              onFocus={() => onReach(index)}
            >
              {cell(row)}
            </button>
          ) : (
            cell(row)
          )}
        </div>
      ))}
    </div>
  )
}

/** One line of a long table; it is drawn anew when something of it changed, and not for being scrolled past. */
export const LongRow = memo(Row) as typeof Row
