import { Checkbox, makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { keyed } from '../../ui/keyed.ts'
import { tableLook } from '../../ui/table-look.ts'
import type { LeftoverLine } from './leftover-lines.ts'

const useStyles = makeStyles({
  ...tableLook,
  cell: {
    textAlign: 'start',
    paddingRight: tokens.spacingHorizontalM,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
  tick: { width: '32px', paddingRight: 0 },
})

type LeftoverTableProps = {
  head: readonly string[]
  lines: readonly LeftoverLine[]
  ticked: ReadonlySet<string>
  onTick(keys: readonly string[], on: boolean): void
}

/** What is left over as a table whose devices can be ticked. */
export function LeftoverTable({ head, lines, ticked, onTick }: LeftoverTableProps) {
  const styles = useStyles()
  const keys = lines.flatMap(({ device }) => device?.key ?? [])
  const count = keys.filter((key) => ticked.has(key)).length
  return (
    <section className={styles.box} aria-label={t`What is left over`}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={`${styles.cell} ${styles.tick}`}>
              <Checkbox
                size="medium"
                aria-label={t`Tick all that are listed`}
                checked={count === 0 ? false : count === keys.length ? true : 'mixed'}
                onChange={() => onTick(keys, count < keys.length)}
              />
            </th>
            {head.map((text) => (
              <th key={text} scope="col" className={`${styles.cell} ${styles.head}`}>
                {text}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {keyed(lines).map(({ key, item: { cells, device } }) => (
            <tr key={device?.key ?? key}>
              <td className={`${styles.cell} ${styles.tick}`}>
                {device && (
                  <Checkbox
                    aria-label={t`Tick ${cells.join(', ')}`}
                    checked={ticked.has(device.key)}
                    onChange={(_, { checked }) => onTick([device.key], checked === true)}
                  />
                )}
              </td>
              {cells.map((cell, column) => (
                <td key={head[column]} className={styles.cell}>
                  <Breakable text={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
