import { makeStyles } from '@fluentui/react-components'
import { Fragment } from 'react'
import { linePieces } from '../../shared/run/line-pieces.ts'
import { withUnseen } from '../../shared/run/unseen.ts'
import { keyed } from './keyed.ts'

const useStyles = makeStyles({ whole: { whiteSpace: 'nowrap' } })

/** A text whose lines end where it reads well, and in which nothing hides; what is copied stays as it is shown. */
export function Breakable({ text }: { text: string }) {
  const styles = useStyles()
  return keyed(linePieces(withUnseen(text))).map(({ key, item: piece }) =>
    piece.whole ? (
      <span key={key} className={styles.whole}>
        {piece.text}
      </span>
    ) : (
      <Fragment key={key}>
        {piece.text}
        {piece.breaks && <wbr />}
      </Fragment>
    ),
  )
}
