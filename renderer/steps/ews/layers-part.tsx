import { Button } from '@fluentui/react-components'
import { useMemo, useState } from 'react'
import type { Layer, LayerName } from '../../../shared/ews/layer.ts'
import { ewsLayers } from '../../../shared/ews/layers.ts'
import { subjectOf } from '../../../shared/ews/subject.ts'
import { t } from '../../../shared/language/translate.ts'
import type { Configuration } from '../../../shared/management/configuration.ts'
import type { Organisation } from '../../../shared/organisation/organisation.ts'
import { remedies } from '../../../shared/remedies/all-remedies.ts'
import type { RemedyId, RemedySubject } from '../../../shared/remedies/remedy.ts'
import { useSession } from '../../store/session-context.tsx'
import { isOwnRun } from '../../store/session-state.ts'
import { useShownRun } from '../../store/shown-run.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { useEwsStyles } from './ews-styles.ts'
import { LayerDetail } from './layer-detail.tsx'
import { LayerPicture } from './layer-picture.tsx'
import { remedyOfBreak } from './layer-words.ts'
import { offersBasic } from './remedy-basic.tsx'
import { RemedyPanel } from './remedy-panel.tsx'
import { useConfiguration } from './use-configuration.ts'

const DETAIL = 'ews-layer-detail'

type LayersPartProps = {
  organisation: Organisation
  /** The remedy that somebody came for. */
  remedy: RemedyId | undefined
}

/** The layers of EWS as a picture; of the one that is chosen, or where the break is, the evidence and what mends it. */
export function LayersPart({ organisation, remedy }: LayersPartProps) {
  const run = useShownRun()
  const ours = useSession((state) => state.run === undefined || isOwnRun(state))
  const select = useSession((state) => state.select)
  const turn = useSession((state) => state.turn)
  const kept = useConfiguration((state) => state.kept)
  const [chosen, setChosen] = useState<LayerName>()
  // What is kept is of the organisation that is open, and says nothing of another's run.
  const configuration = ours && kept && kept.parts.length > 0 ? kept.configuration : undefined
  const subject = useMemo(() => subjectOf(organisation), [organisation])
  const layers = useMemo(
    () => ewsLayers({ findings: run?.findings ?? [], artifacts: run?.artifacts, configuration, subject }),
    [run, configuration, subject],
  )
  const shown = layers.find(({ name }) => name === chosen)
  const found = useLayersAsFound(configuration, subject)
  // What was verified stays beside its proof and its undo, although nothing is left to mend.
  const ofShown = shown && (shown.remedy ?? found.find(({ name }) => name === shown.name)?.remedy)
  const mending =
    remedy ??
    (shown ? (ofShown ?? remedyAtWill(shown, configuration)) : (remedyOfBreak(found) ?? remedyOfBreak(layers)))

  function choose(layer: Layer) {
    setChosen(layer.name)
    // The layer's own remedy takes the place of the one that somebody came for.
    if (remedy) turn({ kind: 'step', step: 'ews' })
    const check = run && evidenceOf(layer, run.findings)
    if (check) select(check)
  }

  return (
    <>
      <LayerPicture
        layers={layers}
        client={t`The service’s client`}
        chosen={chosen}
        controls={DETAIL}
        onChoose={choose}
      />
      {ours && !configuration && layers.some(isInTheWay) && <WouldTell />}
      {shown && <LayerDetail id={DETAIL} layer={shown} run={run} configuration={configuration} subject={subject} />}
      {ours && mending && (
        <RemedyPanel
          key={mending}
          remedy={remedies[mending]}
          configuration={configuration}
          subject={subject}
          organisation={organisation.name}
          arrived={remedy !== undefined}
        />
      )}
    </>
  )
}

/** The layers as the run itself found them, whatever was verified since. */
function useLayersAsFound(configuration: Configuration | undefined, subject: RemedySubject): Layer[] {
  const run = useSession((state) => state.run)
  return useMemo(
    () => ewsLayers({ findings: run?.findings ?? [], artifacts: run?.artifacts, configuration, subject }),
    [run, configuration, subject],
  )
}

/** What can be changed at a layer that lets clients in: that a service knows nothing but Basic, only its administrator knows. */
function remedyAtWill({ name }: Layer, configuration: Configuration | undefined): RemedyId | undefined {
  const isAtWill = name === 'virtual-directory' && offersBasic('ews-authentication', configuration)
  return isAtWill ? 'ews-authentication' : undefined
}

/** A layer of whose settings a configuration tells, and that may keep the client out. */
function isInTheWay({ name, probed }: Layer): boolean {
  return name !== 'network' && name !== 'proxy' && (probed.state === 'shut' || probed.state === 'doubtful')
}

function WouldTell() {
  const ews = useEwsStyles()
  const show = useSession((state) => state.show)
  return (
    <div className={ews.note}>
      <VerdictIcon verdict="unknown" />
      <div>
        <p
          className={ews.line}
        >{t`Which setting it is, and what it was before, Exchange’s own configuration tells. With it, the exact change and its undo can be written.`}</p>
        <Button onClick={() => show({ kind: 'step', step: 'ews', part: 'configuration' })}>
          {t`Give the configuration`}
        </Button>
      </div>
    </div>
  )
}

const urgency = ['fail', 'bug', 'warn', 'unknown', 'pass', 'skip'] as const

/** The check whose evidence tells most of a layer: the worst of those that looked. */
function evidenceOf(
  { probed }: Layer,
  findings: readonly { check: string; verdict: (typeof urgency)[number] }[],
): string | undefined {
  const own = findings.filter(({ check }) => probed.checks.includes(check))
  return own.toSorted((a, b) => urgency.indexOf(a.verdict) - urgency.indexOf(b.verdict))[0]?.check
}
