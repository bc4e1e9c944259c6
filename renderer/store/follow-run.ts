import type { Client } from '../../shared/contract/contract.ts'
import { ContractError } from '../../shared/contract/error-code.ts'
import { applyRunEvent, type RunView, viewOfRun } from './run-view.ts'

/**
 * Follows a run from its first event to its last, and reads its raw evidence: after each finding as far as the host
 * gives it, and in full at the end. Throws the ContractError that the feed ends in.
 */
export async function followRun(
  client: Client,
  runId: string,
  change: (apply: (view: RunView | undefined) => RunView | undefined) => void,
): Promise<void> {
  for await (const event of client.feed('run.events', { runId })) change((view) => applyRunEvent(view, event))
  await readRun(client, runId, (view) => change(() => view))
}

/** Reads a run that is kept. */
export async function readRun(client: Client, runId: string, show: (view: RunView) => void): Promise<void> {
  show(viewOfRun(await client.call('run.read', { runId })))
}

/**
 * Reads the raw evidence of a run that is still under way into the view. A host that gives a run only when it has
 * ended answers `no-such-run`; then the view stays as it is.
 */
export async function readArtifacts(
  client: Client,
  runId: string,
  change: (apply: (view: RunView | undefined) => RunView | undefined) => void,
): Promise<void> {
  try {
    const { artifacts } = await client.call('run.read', { runId })
    change((view) => (view?.header.id === runId ? { ...view, artifacts: { ...view.artifacts, ...artifacts } } : view))
  } catch (error) {
    if (!(error instanceof ContractError)) throw error
  }
}
