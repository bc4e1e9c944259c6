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
        <Ending text={piece.text} />
        {piece.breaks && <wbr />}
      </Fragment>
    ),
  )
}

/** What no language writes in one word: so long a one, such as a name that somebody made up, would push out what is beside it. */
const LONG_WORD = /\S{41}/

function Ending({ text }: { text: string }) {
  if (!LONG_WORD.test(text)) return text
  return keyed(brokenWords(text)).map(({ key, item }, at) => (
    <Fragment key={key}>
      {at > 0 && <wbr />}
      {item}
    </Fragment>
  ))
}

function brokenWords(text: string): string[] {
  return text.split(/(\S{40})(?=\S)/).filter((part) => part !== '')
}
