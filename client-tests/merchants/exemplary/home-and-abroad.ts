// A shop with a till in China, one abroad, and a web shop at Alipay's old gateway: each has gateways, books and
// judgements of its own, and one door is before all.
import { createMerchant, type Merchant } from './adapter/adapter.ts'
import type { Decisions } from './decisions.ts'
import { homeWalletsOf, walletsOf, type Config, type Ports } from './ports.ts'

type Till = 'home' | 'abroad' | 'old'

/** The tills of a shop, by the wallets that it takes. */
export function tillsOf(config: Config): readonly Till[] {
  const isAtHome = homeWalletsOf(config).length > 0
  const isAbroad = walletsOf(config).includes('ams')
  const isOld = walletsOf(config).includes('mapi')
  return [
    ...(isAtHome ? (['home'] as const) : []),
    ...(isAbroad ? (['abroad'] as const) : []),
    ...(isOld ? (['old'] as const) : []),
  ]
}

/** `ports`: of each of its tills. */
export function createShop(
  ports: Readonly<Partial<Record<Till, Ports>>>,
  config: Config,
  bend: Partial<Decisions> = {},
): Merchant {
  const home = ports.home && createMerchant(ports.home, ofHome(config), bend)
  const abroad = ports.abroad && createMerchant(ports.abroad, ofAbroad(config), bend)
  const old = ports.old && createMerchant(ports.old, ofOld(config), bend)
  const inStore = home && abroad ? behindOneDoor(home, abroad, 'ams') : (home ?? abroad)
  if (inStore && old) return behindOneDoor(inStore, old, 'mapi')
  const only = inStore ?? old
  if (only) return only
  throw new Error('a shop takes at least one wallet')
}

const ofHome = (config: Config): Config => ({
  ...config,
  wallets: homeWalletsOf(config),
  sellsForOthers: false,
})

/** It sells for its own account or its merchants', reports no terminal, and counts by itself. */
const ofAbroad = (config: Config): Config => {
  const { device: _device, itemCampaign: _campaign, providerId: _provider, ...rest } = config
  return { ...rest, wallets: ['ams'], otherSellers: [], numberPrefix: 'A' }
}

/** It has no till to report, and takes money for itself alone. */
const ofOld = (config: Config): Config => {
  const { device: _device, itemCampaign: _campaign, providerId: _provider, ...rest } = config
  return { ...rest, wallets: ['mapi'], otherSellers: [], numberPrefix: 'M', sellsForOthers: false }
}

/** `gateway`: as the sales of the second are marked, and where its addresses for news begin. */
function behindOneDoor(first: Merchant, second: Merchant, gateway: string): Merchant {
  const tillOf = (name: unknown) => (second.knows(String(name)) ? second : first)
  return {
    fetch: (request) => serve(request, { first, second, gateway, tillOf }),
    resume: () => {
      first.resume()
      second.resume()
    },
    openWork: () => [...first.openWork(), ...second.openWork()],
    knows: (name) => first.knows(name) || second.knows(name),
  }
}

interface Tills {
  first: Merchant
  second: Merchant
  gateway: string
  tillOf(name: unknown): Merchant
}

async function serve(request: Request, tills: Tills): Promise<Response> {
  const { first: home, second, gateway, tillOf } = tills
  const [, first, topic, name] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
  if (first === gateway) return second.fetch(request)
  if (first !== 'conformance') return home.fetch(request)
  const isGet = request.method === 'GET'
  if (isGet && name === undefined) {
    const said = await Promise.all([home, second].map((till) => answerOf(till, request)))
    return Response.json(topic === 'capabilities' ? merged(said) : said.flat())
  }
  if (topic === 'reconcile') return home.fetch(request)
  // Batches are the old gateway's alone.
  if (topic === 'batches' && gateway === 'mapi') return second.fetch(request)
  if (name !== undefined) return tillOf(name).fetch(request)
  const body = Object(await request.clone().json()) as Readonly<Record<string, unknown>>
  if (topic === 'sales') return (body['gateway'] === gateway ? second : home).fetch(request)
  return tillOf(body['sale_id'] ?? body['out_trade_no']).fetch(request)
}

async function answerOf(till: Merchant, request: Request): Promise<unknown> {
  const response = await till.fetch(request.clone())
  return response.json()
}

/** What both declare together: all that one of them can do, at the pace that both have. */
function merged(said: readonly unknown[]): Record<string, unknown> {
  const [home, abroad] = said.map((one) => Object(one) as Readonly<Record<string, unknown>>)
  const both = (name: string) => [...new Set([home?.[name], abroad?.[name]].flat())]
  const isv = { ...Object(home?.['isv']), ...Object(abroad?.['isv']) }
  return {
    ...home,
    families: both('families'),
    roles: both('roles'),
    ops: both('ops'),
    ...(Object.keys(isv).length > 0 && { isv }),
  }
}
