import { Fragment } from 'react'

/** After a slash of a path (not of ://), and between the pairs of a fingerprint. */
const BREAKS = /(?<=[^:/]\/)(?=\w)|(?<=\b[0-9a-f]{2}:)(?=[0-9a-f]{2}\b)/i

/** A text whose long addresses may break where it reads well; what is copied stays as it was. */
export function Breakable({ text }: { text: string }) {
  let place = 0
  return text.split(BREAKS).map((part) => {
    place += part.length
    return (
      <Fragment key={place}>
        {part}
        <wbr />
      </Fragment>
    )
  })
}
