// A reference acquirer in the suite's own program and in virtual time, with a disk that outlives its restarts.
import { createHash } from 'node:crypto'
import { amsAccountOf } from '../../drives/ams-account.ts'
import type { InProcessMerchant, Surroundings } from '../../drives/in-process/in-process.ts'
import { createAcquirer } from './acquirer.ts'
import { createAlipay } from './alipay.ts'
import { usualDecisions, type Decisions, type Model } from './decisions/decisions.ts'
import { mortal, type Disk, type Ports } from './ports.ts'
import { serve } from './serve.ts'

export interface AcquirerVariant {
  name: string
  model: Model
  bend: Partial<Decisions>
}

export const referenceOf = (model: Model): AcquirerVariant => ({ name: model, model, bend: {} })

export function acquirerInProcess(
  { name, model, bend }: AcquirerVariant,
  signatures?: Map<string, string>,
): InProcessMerchant {
  return {
    name,
    open: (around) => {
      const decisions = { ...usualDecisions(model), ...bend }
      const ports = portsOf(around, signatures)
      const open = () => {
        const life = mortal(ports)
        const acquirer = createAcquirer(model, life.ports, decisions)
        acquirer.resume()
        return { life, served: { model, acquirer, decisions, timeScale: 1 } }
      }
      let now = open()
      return {
        fetch: async (request) => {
          if (!request.url.endsWith('/admin/restart')) return serve(now.served, request)
          now.life.kill()
          now = open()
          return Response.json({}, { status: 202 })
        },
      }
    },
  }
}

function portsOf(around: Surroundings, signatures: Map<string, string> | undefined): Ports {
  const own = amsAccountOf(around)
  if (!own) throw new Error('the sandbox speaks no AMS')
  const clock = { now: around.now, sleep: (ms: number) => around.sleep(ms) }
  const account = {
    url: new URL('/', around.gatewayUrl).href,
    clientId: own.clientId,
    privateKey: own.merchantPrivateKey,
    gatewayPublicKey: own.gatewayPublicKey,
  }
  let ids = 0
  return {
    alipay: createAlipay({ account, clock, fetch: around.fetch, signatures }),
    disk: memoryDisk(),
    clock,
    newId: () =>
      createHash('sha256')
        .update(`${(ids += 1)} of a test`)
        .digest('hex')
        .slice(0, 32),
  }
}

function memoryDisk(): Disk {
  let text: string | undefined
  return {
    read: () => text,
    write: (written) => {
      text = written
    },
  }
}
