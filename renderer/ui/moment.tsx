import { formatDay, formatMoment, formatTime } from '../store/format.ts'

/** A time, local; the whole moment with its zone is in the tooltip. */
export function Moment({ iso, show = 'time' }: { iso: string; show?: 'time' | 'day' | 'both' }) {
  return (
    <time dateTime={iso} title={formatMoment(iso)}>
      {[show !== 'time' && formatDay(iso), show !== 'day' && formatTime(iso)].filter(Boolean).join(', ')}
    </time>
  )
}
