// One shop with a till at each of two gateways: every second sale is charged at the toy, which alone has the
// flaw. One adapter stands before both.
import type { InProcessMerchant } from '../drives/in-process/in-process.ts'
import type { Decisions } from '../merchants/exemplary/decisions.ts'
import { inProcess } from '../merchants/exemplary/in-process.ts'
import { toyMerchant } from './toy-merchant.ts'

type Shop = ReturnType<InProcessMerchant['open']>

export function twoGateways(name: string, bend: Partial<Decisions>): InProcessMerchant {
  return {
    name,
    open: (around) => {
      const ofToy = toyMerchant(name, bend).open(around)
      const ofOpenapi = inProcess({
        name,
        bend: { sendsNotifyUrl: () => true },
        capabilities: { numberPrefix: 'O', canRestart: false, device: undefined },
      }).open(around)
      const tills = new Map<string, Shop>()
      const tillOf = (saleId: string): Shop => {
        const till = tills.get(saleId) ?? (tills.size % 2 === 0 ? ofToy : ofOpenapi)
        tills.set(saleId, till)
        return till
      }
      return { fetch: (request) => serve(request, { ofToy, ofOpenapi, tillOf }) }
    },
  }
}

interface Tills {
  ofToy: Shop
  ofOpenapi: Shop
  tillOf(saleId: string): Shop
}

async function serve(request: Request, { ofToy, ofOpenapi, tillOf }: Tills): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (pathname === '/notify') {
    const isJson = request.headers.get('content-type') === 'application/json'
    return (isJson ? ofToy : ofOpenapi).fetch(request)
  }
  const [, , topic, saleId] = pathname.split('/')
  if (topic === 'sales') return tillOf(saleId ?? (await saleIn(request))).fetch(request)
  if (topic === 'manual-items') {
    const lists = await Promise.all([ofToy, ofOpenapi].map((till) => till.fetch(request.clone())))
    return Response.json((await Promise.all(lists.map((one) => one.json()))).flat())
  }
  return ofToy.fetch(request)
}

async function saleIn(request: Request): Promise<string> {
  const { sale_id: saleId } = Object(await request.clone().json())
  return String(saleId)
}
