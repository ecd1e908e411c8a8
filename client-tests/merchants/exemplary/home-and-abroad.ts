// A shop with a till in China and one abroad: each has gateways, books and judgements of its own, and one door is
// before both.
import { createMerchant, type Merchant } from './adapter/adapter.ts'
import type { Decisions } from './decisions.ts'
import { homeWalletsOf, walletsOf, type Config, type Ports } from './ports.ts'

type Till = 'home' | 'abroad'

/** The tills of a shop, by the wallets that it takes. */
export function tillsOf(config: Config): readonly Till[] {
  const isAtHome = homeWalletsOf(config).length > 0
  const isAbroad = walletsOf(config).includes('ams')
  return [...(isAtHome ? (['home'] as const) : []), ...(isAbroad ? (['abroad'] as const) : [])]
}

/** `ports`: of each of its tills. */
export function createShop(
  ports: Readonly<Partial<Record<Till, Ports>>>,
  config: Config,
  bend: Partial<Decisions> = {},
): Merchant {
  const home = ports.home && createMerchant(ports.home, ofHome(config), bend)
  const abroad = ports.abroad && createMerchant(ports.abroad, ofAbroad(config), bend)
  if (home && abroad) return behindOneDoor(home, abroad)
  const only = home ?? abroad
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

function behindOneDoor(home: Merchant, abroad: Merchant): Merchant {
  const tillOf = (name: unknown) => (abroad.knows(String(name)) ? abroad : home)
  return {
    fetch: (request) => serve(request, { home, abroad, tillOf }),
    resume: () => {
      home.resume()
      abroad.resume()
    },
    openWork: () => [...home.openWork(), ...abroad.openWork()],
    knows: (name) => home.knows(name) || abroad.knows(name),
  }
}

interface Tills {
  home: Merchant
  abroad: Merchant
  tillOf(name: unknown): Merchant
}

async function serve(request: Request, { home, abroad, tillOf }: Tills): Promise<Response> {
  const [, first, topic, name] = new URL(request.url).pathname.split('/').map(decodeURIComponent)
  if (first === 'ams') return abroad.fetch(request)
  if (first !== 'conformance') return home.fetch(request)
  const isGet = request.method === 'GET'
  if (isGet && name === undefined) {
    const said = await Promise.all([home, abroad].map((till) => answerOf(till, request)))
    return Response.json(topic === 'capabilities' ? merged(said) : said.flat())
  }
  if (topic === 'reconcile') return home.fetch(request)
  if (name !== undefined) return tillOf(name).fetch(request)
  const body = Object(await request.clone().json()) as Readonly<Record<string, unknown>>
  if (topic === 'sales') return (body['gateway'] === 'ams' ? abroad : home).fetch(request)
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
