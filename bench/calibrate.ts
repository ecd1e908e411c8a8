// What this machine can sign at this moment: RSA-2048 with SHA-256 on both cores, with nothing else
// around it. Hosts change their speed by a factor of two within minutes, so a rate means something
// only next to a calibration of the same minute.
import { generateKeyPairSync, sign } from 'node:crypto'
import { performance } from 'node:perf_hooks'

const IN_FLIGHT = 16
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 })
/** About as long as a signed reply. */
const bytes = Buffer.alloc(480, 'a')

const signOnce = () =>
  new Promise<void>((resolve, reject) => {
    sign('sha256', bytes, privateKey, (error) => (error ? reject(error) : resolve()))
  })

/** Signatures per second over `durationMs`. */
export async function signaturesPerSecond(durationMs: number): Promise<number> {
  const startedMs = performance.now()
  let made = 0
  const lane = async () => {
    while (performance.now() - startedMs < durationMs) {
      await signOnce()
      made++
    }
  }
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane))
  return (made / (performance.now() - startedMs)) * 1_000
}
