// The people of a sandbox: a merchant's app with its keys, its shop, and buyers, all drawn from the seed.
// Names and addresses are marked as simulated.
import { faker } from '@faker-js/faker/locale/zh_CN'
import type { AppKeys } from '../../pki/keyring.ts'
import type { App, Family, NewCredentials } from '../../protocols/protocol.ts'
import { drawAppId, drawBuyerId, drawSellerId } from '../../values/ids.ts'
import type { Buyer } from '../../trade/buyer.ts'
import { buyerAccount, sellerAccount } from '../../trade/trade.ts'
import { ledgerOf } from './ledger-legs.ts'
import type { SandboxCore } from './core.ts'
import { drawShop, keepShop } from './shop.ts'

/** What the real sandbox gives each of its accounts: 1,000,000.00 yuan. */
const OPENING_BALANCE_FEN = 100_000_000
const BUYERS = 5

/** Settles a fresh sandbox; an old one is already inhabited, and may lack a family that came later. */
export function settlePeople(core: SandboxCore, keys?: AppKeys): void {
  const apps = core.apps.all()
  if (apps.length > 0) return introduceFamilies(core, apps)
  core.writer.transact(() => {
    faker.seed(Math.floor(core.draw.fraction('people') * 2 ** 32))
    const names = Array.from({ length: BUYERS }, () => `${faker.person.fullName()}（模拟）`)
    const phones = names.map(() => drawPhone())
    const shop = drawShop()
    keepShop(core, shop)
    addApp(core, { name: shop.name, keys })
    for (const [place, name] of names.entries()) {
      const buyer = drawBuyer(core, name, phones[place] ?? '')
      core.trades.addBuyer(buyer, place)
      // The last buyer's wallet is empty, so that "balance too low" arises from the books.
      const isBroke = place === BUYERS - 1
      if (!isBroke) core.trades.grant(buyerAccount(buyer.buyerId), OPENING_BALANCE_FEN)
    }
  })
}

function drawBuyer(core: SandboxCore, name: string, phone: string): Buyer {
  const logonId = `${core.draw.letters('logon_id', 10)}@sandbox.com`
  return { buyerId: drawBuyerId(core.draw), name, logonId, phone }
}

/** No person has a number that begins with 12: in China those are services. */
const drawPhone = () => `12${faker.string.numeric(9)}`

export interface NewApp {
  name: string
  /** The merchant's own public key (PEM). Without it the app gets a pair. */
  appPublicKey?: string
  /** The pairs; ready-made ones, chosen by the seed, when absent. */
  keys?: AppKeys
  /** Another app of the same merchant shares its order numbers. */
  pid?: string
}

function credentialsOf(
  { draw }: SandboxCore,
  families: readonly Family[],
  wanted: Omit<NewCredentials, 'draw'>,
): App['credentials'] {
  return Object.fromEntries(
    families.map((family) => [family.name, family.credentials({ draw, ...wanted })]),
  )
}

/** Apps of a time when this simulator spoke fewer families. */
function introduceFamilies(core: SandboxCore, apps: readonly App[]): void {
  for (const app of apps) {
    const news = core.gateways.families.filter(({ name }) => !Object.hasOwn(app.credentials, name))
    if (news.length === 0) continue
    core.writer.transact(() => {
      const credentials = { ...app.credentials, ...credentialsOf(core, news, {}) }
      core.apps.put({ ...app, credentials })
    })
  }
}

/** Adds an application; unless it brings a key of its own, it gets the given pair or a ready-made one. */
export function addApp(core: SandboxCore, wanted: NewApp): App {
  const { appPublicKey, keys } = wanted
  const app: App = {
    appId: drawAppId(core.draw),
    pid: wanted.pid ?? drawSellerId(core.draw),
    name: wanted.name,
    sellerEmail: `${core.draw.letters('seller_email', 8)}@sandbox.com`,
    credentials: credentialsOf(core, core.gateways.families, { appPublicKey, keys }),
  }
  const isFirst = core.apps.all().length === 0
  core.apps.put(app)
  if (!wanted.pid) {
    const posting = core.trades.grant(sellerAccount(app.pid), OPENING_BALANCE_FEN)
    // What the first people have is where the books begin; what comes later is a commit.
    if (!isFirst) {
      const events = ['MoneyGranted']
      core.writer.write({ kind: 'commit', cause: 'grant', events, ...ledgerOf([posting]) })
    }
  }
  return app
}
