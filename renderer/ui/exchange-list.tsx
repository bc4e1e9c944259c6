import { makeStyles, tokens } from '@fluentui/react-components'
import { failureSentence } from '../../shared/artifacts/failure.ts'
import type { HttpExchange } from '../../shared/artifacts/http-exchange.ts'
import { counted, t } from '../../shared/language/translate.ts'
import { formatMilliseconds } from '../../shared/run/duration.ts'

import { statusWithReason } from '../store/http-status.ts'
import { Breakable } from './breakable.tsx'
import { CopyButton } from './copy-button.tsx'
import { Disclosure } from './disclosure.tsx'
import { FactList } from './fact-list.tsx'
import { keyed } from './keyed.ts'
import { Moment } from './moment.tsx'
import { WaterfallPicture } from './waterfall-picture.tsx'

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  exchange: {
    paddingBlock: tokens.spacingVerticalM,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    marginTop: tokens.spacingVerticalM,
  },
  line: { margin: 0, display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS },
  status: { fontWeight: tokens.fontWeightSemibold },
  url: {
    margin: 0,
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    overflowWrap: 'anywhere',
  },
  when: { color: tokens.colorNeutralForeground3 },
  failure: { margin: 0, color: tokens.colorStatusDangerForeground1 },
  body: {
    margin: 0,
    padding: tokens.spacingHorizontalM,
    maxHeight: '240px',
    overflow: 'auto',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
  bodyHead: { display: 'flex', justifyContent: 'end' },
})

type ExchangeListProps = { exchanges: readonly HttpExchange[]; labels?: readonly string[] }

/** A conversation: where its time went, then each request with what came back. `labels` say what each was for. */
export function ExchangeList({ exchanges, labels }: ExchangeListProps) {
  const styles = useStyles()
  if (exchanges.length === 0) return <p>{t`Nothing was sent.`}</p>
  return (
    <>
      <WaterfallPicture exchanges={exchanges} labels={labels} />
      <ol className={styles.list} aria-label={t`Requests and answers, in order`}>
        {keyed(exchanges).map(({ key, item: exchange }) => (
          <li key={key} className={styles.exchange}>
            <Exchange exchange={exchange} place={key + 1} label={labels?.[key]} />
          </li>
        ))}
      </ol>
    </>
  )
}

function Exchange({ exchange, place, label }: { exchange: HttpExchange; place: number; label: string | undefined }) {
  const styles = useStyles()
  const { method, url, address, status, headers, requestHeaders, bodyExcerpt, failure } = exchange
  const which = t`request ${place}`
  return (
    <>
      <p className={styles.line}>
        <span className={styles.status}>
          {place}. {label ? `${label} (${method})` : method} → {statusWithReason(status)}
        </span>
        <span className={styles.when}>
          {t`at `}
          <Moment iso={exchange.startedAt} />, {formatMilliseconds(exchange.milliseconds.total)}
          {address ? t`, from ${address}` : ''}
        </span>
      </p>
      <p className={styles.url}>
        <Breakable text={url} />
      </p>
      {failure && <p className={styles.failure}>{failureSentence(failure)}</p>}
      {headers.length > 0 && (
        <Disclosure text={t`What came back: ${counted(headers.length, 'header')}`} of={which}>
          <Headers headers={headers} />
        </Disclosure>
      )}
      {bodyExcerpt && (
        <Disclosure text={t`What came back: the beginning of the body`} of={which}>
          <div className={styles.bodyHead}>
            <CopyButton text={bodyExcerpt} what={t`body`} />
          </div>
          <section aria-label={t`Body that answered ${which}`}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
            <pre className={styles.body} tabIndex={0}>
              {bodyExcerpt}
            </pre>
          </section>
        </Disclosure>
      )}
      <Disclosure text={t`What was sent: ${counted(requestHeaders.length, 'header')}`} of={which}>
        <Headers headers={requestHeaders} />
      </Disclosure>
    </>
  )
}

/** Headers as facts; one that came several times keeps its values together, in order. */
function Headers({ headers }: { headers: HttpExchange['headers'] }) {
  const names = [...new Set(headers.map(([name]) => name))]
  return (
    <FactList
      facts={names.map((name) => {
        const values = headers.filter(([header]) => header === name).map(([, value]) => value)
        return { label: name, value: values.length === 1 ? values[0] : values, mono: true }
      })}
    />
  )
}
