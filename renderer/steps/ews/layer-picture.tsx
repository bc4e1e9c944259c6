import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useId } from 'react'
import type { Layer, LayerName } from '../../../shared/ews/layer.ts'
import { t } from '../../../shared/language/translate.ts'
import { Disclosure } from '../../ui/disclosure.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { useRovingFocus } from '../../ui/roving-focus.ts'
import { GATE_PIXELS, LayerEnd } from './layer-gate.tsx'
import { LAYER_COLUMNS, LAYER_COLUMNS_SEEN, LayerRow, WIDE_LAYERS } from './layer-row.tsx'
import { breakOf, layerRows, layersSentence, suspectsOf } from './layer-words.ts'

const useStyles = makeStyles({
  figure: { margin: 0, maxWidth: '1120px', containerType: 'inline-size' },
  caption: {
    margin: `0 0 ${tokens.spacingVerticalS}`,
    maxWidth: '72ch',
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  end: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: `${GATE_PIXELS}px minmax(0, 1fr)`,
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'center',
    minHeight: '36px',
    // As the rows have it, so that the columns are theirs.
    paddingRight: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    [WIDE_LAYERS]: { gridTemplateColumns: LAYER_COLUMNS },
  },
  alone: { [WIDE_LAYERS]: { gridTemplateColumns: LAYER_COLUMNS_SEEN } },
  start: { borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  second: { gridColumn: 2, color: tokens.colorNeutralForeground2 },
  head: { display: 'none', [WIDE_LAYERS]: { display: 'inline' } },
})

type LayerPictureProps = {
  layers: readonly Layer[]
  /** Who comes from outside. */
  client: string
  chosen: LayerName | undefined
  /** The id of what is shown of the one that is chosen. */
  controls: string
  onChoose(layer: Layer): void
}

/**
 * The way of a client from outside to the mailbox, through each layer that can shut EWS, with the break where it is; the
 * same as a table behind it.
 */
export function LayerPicture({ layers, client, chosen, controls, onChoose }: LayerPictureProps) {
  const styles = useStyles()
  const id = useId()
  const focus = useRovingFocus<HTMLOListElement>(layers.map(keyOf))
  const broken = breakOf(layers) ?? suspectsOf(layers).at(-1)
  const brokenAt = broken ? layers.indexOf(broken) : -1
  const isConfigured = layers.some(({ configured }) => configured)
  const isUntold = !isConfigured && layers.every(({ probed }) => probed.state === 'not-known')
  const reaches = (place: number) => brokenAt < 0 || place <= brokenAt
  return (
    <figure className={styles.figure} aria-labelledby={id}>
      <figcaption id={id} className={styles.caption}>
        {layersSentence(layers)}
      </figcaption>
      <div className={mergeClasses(styles.end, !isConfigured && styles.alone, styles.start)}>
        <LayerEnd at="start" reached />
        <span className={styles.second}>{client}</span>
        <span className={styles.head} aria-hidden="true">
          {isUntold ? t`What it is` : t`What the probe saw`}
        </span>
        {isConfigured && <span className={styles.head} aria-hidden="true">{t`What the configuration says`}</span>}
      </div>
      <ol className={styles.list} {...focus.container}>
        {layers.map((layer, place) => (
          <li key={layer.name}>
            <LayerRow
              layer={layer}
              isUntold={isUntold}
              alone={!isConfigured}
              comes={reaches(place)}
              goesOn={reaches(place + 1)}
              chosen={layer.name === chosen}
              controls={controls}
              focus={focus.item(keyOf(layer))}
              onChoose={() => onChoose(layer)}
            />
          </li>
        ))}
      </ol>
      <div className={styles.end}>
        <LayerEnd at="end" reached={brokenAt < 0} />
        <span className={styles.second}>{t`The mailbox`}</span>
      </div>
      <Disclosure text={t`As a table`} of={t`layers of EWS`}>
        <PlainTable
          label={t`Layers of EWS`}
          head={[t`Layer`, t`What the probe saw`, t`What the configuration says`, t`Whether they agree`]}
          rows={layerRows(layers)}
        />
      </Disclosure>
    </figure>
  )
}

function keyOf({ name }: Layer): string {
  return `layer-${name}`
}
