import { makeStyles } from '@fluentui/react-components'
import { Fragment } from 'react'

/** After a slash of a path (not of ://), between the pairs of a fingerprint, after a cipher suite’s _, and around a date. */
const BREAKS =
  /(?<=[^:/]\/)(?=\w)|(?<=\b[0-9a-f]{2}:)(?=[0-9a-f]{2}\b)|(?<=[A-Z0-9]_)(?=[A-Z0-9])|(?=\b\d{4}-\d\d-\d\d\b)|(?<=\b\d{4}-\d\d-\d\d\b)/i
const DATE = /^\d{4}-\d\d-\d\d$/

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

/** A text whose long addresses may break where it reads well, and whose dates never do; what is copied stays as it was. */
export function Breakable({ text }: { text: string }) {
  const styles = useStyles()
  let place = 0
  return text.split(BREAKS).map((part) => {
    place += part.length
    if (DATE.test(part)) {
      return (
        <span key={place} className={styles.whole}>
          {part}
        </span>
      )
    }
    return (
      <Fragment key={place}>
        {part}
        {/[/:_]$/.test(part) && <wbr />}
      </Fragment>
    )
  })
}
