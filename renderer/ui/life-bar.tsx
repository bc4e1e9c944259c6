import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import type { Certificate } from '../../shared/artifacts/tls-handshake.ts'
import { t } from '../../shared/language/translate.ts'
import { certificateDay, certificateLife } from '../store/certificate-life.ts'
import { formatMoment } from '../store/format.ts'

const useStyles = makeStyles({
  picture: { display: 'block', width: '100%', height: '16px', marginBlock: tokens.spacingVerticalXS },
  track: { fill: tokens.colorNeutralBackground6, '@media (forced-colors: active)': { stroke: 'CanvasText' } },
  valid: { fill: tokens.colorStatusSuccessForeground1 },
  'expires-soon': { fill: tokens.colorStatusWarningForeground1 },
  expired: { fill: tokens.colorStatusDangerForeground1 },
  'not-yet-valid': { fill: tokens.colorStatusWarningForeground1 },
  unreadable: { fill: tokens.colorStatusDangerForeground1 },
  now: { fill: tokens.colorNeutralForeground1, stroke: tokens.colorNeutralBackground1, strokeWidth: '2px' },
  ends: {
    display: 'flex',
    justifyContent: 'space-between',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  small: { fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase200 },
  sentence: { margin: 0, fontSize: tokens.fontSizeBase300, lineHeight: tokens.lineHeightBase300 },
})

type LifeBarProps = {
  certificate: Pick<Certificate, 'validFrom' | 'validTo'>
  seenAt: string
  /** In a cell of a table: what is left and the bar, without its ends. */
  compact?: boolean
}

/** A certificate's life as a bar: how much has gone, where the moment of looking stands, and what is left in words. */
export function LifeBar({ certificate, seenAt, compact = false }: LifeBarProps) {
  const styles = useStyles()
  const life = certificateLife(certificate, seenAt)
  const now = `${life.gone * 100}%`
  return (
    <div>
      <p className={mergeClasses(styles.sentence, compact && styles.small)}>{compact ? life.left : life.sentence}</p>
      <svg className={styles.picture} role="img" aria-label={t`Life of the certificate. ${life.sentence}`}>
        <rect className={styles.track} x="0" y="4" width="100%" height="8" rx="4" />
        <rect className={styles[life.state]} x="0" y="4" width={now} height="8" rx="4" />
        <svg x={now} overflow="visible" aria-hidden="true">
          <rect className={styles.now} x={life.gone > 0.5 ? -6 : 0} y="1" width="6" height="14" rx="3" />
        </svg>
      </svg>
      {!compact && (
        <div className={styles.ends}>
          <time dateTime={certificate.validFrom} title={formatMoment(certificate.validFrom)}>
            {certificateDay(certificate.validFrom)}
          </time>
          <time dateTime={certificate.validTo} title={formatMoment(certificate.validTo)}>
            {certificateDay(certificate.validTo)}
          </time>
        </div>
      )}
    </div>
  )
}
