import { describe, expect, it } from 'vitest'
import { readConfigurationFile } from '../../../../electron/engine/management/read-configuration-file.ts'

const bytes = Buffer.from('[{"PrimarySmtpAddress":"alice@contoso.test","EwsEnabled":true}]')

async function* chunks(...all: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* all
}

describe('the file of an administrator', () => {
  it('rejects with the reason of the signal, before and between slices', async () => {
    const reason = new Error('stopped')
    await expect(readConfigurationFile(chunks(bytes), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const controller = new AbortController()
    const progress: number[] = []
    const reading = readConfigurationFile(chunks(Buffer.alloc(300_000, ' ')), {
      signal: controller.signal,
      onProgress: (read) => {
        progress.push(read)
        controller.abort(reason)
      },
    })
    await expect(reading).rejects.toBe(reason)
    expect(progress).toEqual([65_536])
  })

  it('rejects with what the chunks fail with', async () => {
    const reason = new Error('no disk')
    async function* failing(): AsyncGenerator<Uint8Array> {
      yield bytes
      throw reason
    }
    await expect(readConfigurationFile(failing())).rejects.toBe(reason)
  })

  it('asks for no more chunks of a file that it refuses', async () => {
    let asked = 0
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) {
        asked += 1
        yield Buffer.from('neither\n')
      }
    }
    expect(await readConfigurationFile(endless())).toMatchObject({ refused: 'unknown-format' })
    expect(asked).toBe(1)
  })

  it('tells how far it is, and lets others have their turn after each slice', async () => {
    const progress: number[] = []
    let turns = 0
    const turn = (): void => {
      turns += 1
      if (progress.length < 4) setImmediate(turn)
    }
    setImmediate(turn)
    const padded = Buffer.concat([Buffer.alloc(200_000, ' '), bytes])
    const reading = await readConfigurationFile(chunks(padded), { onProgress: (read) => progress.push(read) })
    expect(reading).toHaveProperty('configuration.casMailboxes')
    expect(progress).toEqual([65_536, 131_072, 196_608, padded.length])
    expect(turns).toBeGreaterThanOrEqual(3)
  })

  it('goes by the name of the file where nothing else tells the cmdlet', async () => {
    const csv = Buffer.from('Name,EwsEnabled\nContoso,False\n')
    expect(await readConfigurationFile(chunks(csv))).toMatchObject({ refused: 'which-cmdlet' })
    expect(await readConfigurationFile(chunks(csv), { name: 'Get-OrganizationConfig.csv' })).toMatchObject({
      configuration: { organizationConfig: { name: 'Contoso', ewsEnabled: false } },
    })
  })
})
