import { z } from 'zod'
import { ContractErrorCodeSchema } from './error-code.ts'

const id = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** From the window to Postern: start a call, open a feed, or give either up. */
export const ClientFrame = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('call'), id, name: z.string().max(64), arg: z.unknown() }),
  z.strictObject({ t: z.literal('open'), id, name: z.string().max(64), arg: z.unknown(), after: z.int().min(-1) }),
  z.strictObject({ t: z.literal('cancel'), id }),
])
export type ClientFrame = z.infer<typeof ClientFrame>

/** From Postern to the window: a call's result, a feed's event with its sequence number, a feed's end, or an error. */
export const ServerFrame = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('ok'), id, value: z.unknown() }),
  z.strictObject({ t: z.literal('event'), id, seq: z.int().min(0), value: z.unknown() }),
  z.strictObject({ t: z.literal('end'), id }),
  z.strictObject({
    t: z.literal('err'),
    id,
    error: z.strictObject({ code: ContractErrorCodeSchema, message: z.string(), detail: z.string().optional() }),
  }),
])
export type ServerFrame = z.infer<typeof ServerFrame>

const WithId = z.object({ id })

/** The id of a frame that can't be read otherwise, so that whoever waits for it can be told; undefined without one. */
export function idOfFrame(raw: unknown): number | undefined {
  return WithId.safeParse(raw).data?.id
}

/** A way to pass frames: Electron's IPC, a WebSocket, or a pair in memory. Frames are plain JSON. */
export type Port = {
  send(frame: ClientFrame | ServerFrame): void
  /** Calls back for each frame that arrives, unparsed; returns the way to stop listening. */
  onFrame(callback: (raw: unknown) => void): () => void
  /** Calls back once when the other end is gone; returns the way to stop listening. */
  onClose(callback: () => void): () => void
  close(): void
  /**
   * Resolves when the other end can take more, or is gone: what is sent faster is kept in memory. Absent where frames
   * are handed over at once.
   */
  drained?(): Promise<void>
}
