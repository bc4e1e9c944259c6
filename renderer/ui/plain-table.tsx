import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../shared/language/translate.ts'
import { Breakable } from './breakable.tsx'
import { keyed } from './keyed.ts'
import { tableLook } from './table-look.ts'

const useStyles = makeStyles({
  ...tableLook,
  cell: {
    ...tableLook.cell,
    overflowWrap: 'break-word',
    minWidth: '56px',
  },
  head: { ...tableLook.head, overflowWrap: 'normal' },
  lines: { whiteSpace: 'pre-line' },
  odd: {
    display: 'block',
    width: 'fit-content',
    paddingInline: tokens.spacingHorizontalXS,
    borderRadius: tokens.borderRadiusSmall,
    backgroundColor: tokens.colorStatusWarningBackground2,
    color: tokens.colorStatusWarningForeground2,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/** A cell's text; `odd` marks one that differs from the others of its kind, by a word as well as by its look. */
export type Cell = string | { text: string; odd: boolean }

type PlainTableProps = { label: string; head: readonly string[]; rows: readonly (readonly Cell[])[] }

/** A small table of texts; a line break in a cell is kept. */
export function PlainTable({ label, head, rows }: PlainTableProps) {
  const styles = useStyles()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className={styles.box} aria-label={label} tabIndex={0}>
      <table className={styles.table}>
        <thead>
          <tr>
            {head.map((text) => (
              <th key={text} scope="col" className={`${styles.cell} ${styles.head}`}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(rows).map(({ key, item: row }) => (
            <tr key={key}>
              {row.map((cell, column) => (
                <td key={head[column]} className={`${styles.cell} ${styles.lines}`}>
                  {typeof cell === 'string' ? (
                    <Breakable text={cell} />
                  ) : (
                    <>
                      {cell.odd && <span className={styles.odd}>{t`differs`}</span>}
                      <Breakable text={cell.text} />
                    </>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
