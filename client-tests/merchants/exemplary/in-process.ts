// The exemplary merchant, or one bent from it, living inside the suite's in-process drive: the same
// core as the program, on an injected fetch and clock.
import type { InProcessMerchant } from '../../drives/in-process/in-process.ts'
import { createMerchant } from './adapter/adapter.ts'
import { exemplaryDecisions } from './decisions.ts'
import type { Decisions } from './decisions.ts'
import { createGatewayOverFetch } from './gateway-over-fetch.ts'
import { createRestGateway } from './rest-over-fetch.ts'
import { createMemoryStore } from './memory-store.ts'
import { mortal } from './mortal.ts'
import { onPoorMachine, type Noise } from './noise.ts'
import { walletsOf, type Config, type Ports } from './ports.ts'
import { gatewayOf } from './wallets.ts'
import { createWechatGateway, type WechatAccount } from './wechat/gateway.ts'
import { createSigner, readPrivateKey, readPublicKey, type Signer } from './rsa2.ts'

export interface Variant {
  name: string
  bend: Partial<Decisions>
  capabilities?: Partial<Config>
  noise?: Noise
}

/** Signs and verifies as one did before for equal texts: PKCS#1 v1.5 gives one signature for each. */
function remembering(signer: Signer, known: Map<string, string>): Signer {
  return {
    verify: signer.verify,
    sign: (text) => {
      const found = known.get(text) ?? signer.sign(text)
      known.set(text, found)
      return found
    },
  }
}

function known(account: WechatAccount | undefined): WechatAccount {
  if (account) return account
  throw new Error('the shop takes WeChat, and has no account there')
}

/** `signatures` may be shared by all merchants of one seed. */
export function inProcess(
  variant: Variant,
  signatures: Map<string, string> = new Map(),
): InProcessMerchant {
  const merchant = onGoodMachine(variant, signatures)
  return variant.noise === undefined ? merchant : onPoorMachine(merchant, variant.noise)
}

function onGoodMachine(
  { name, bend, capabilities }: Variant,
  signatures: Map<string, string>,
): InProcessMerchant {
  return {
    name,
    open: ({ appPrivateKey, alipayPublicKey, appId, sellerId, ...around }) => {
      const decisions = { ...exemplaryDecisions, ...bend }
      const { clientTimeoutMs, believesReplies, namesTradesBy, protocol, signType } = decisions
      const clock = { now: around.now, sleep: around.sleep }
      const config: Config = {
        appId,
        sellerId,
        otherSellers: ['2088721000000002'],
        storeId: 'STORE001',
        terminalId: 'POS00001',
        numberPrefix: 'S',
        clientTimeoutMs: 5_000,
        timeScale: 1,
        resultChannel: 'poll',
        canRestart: true,
        itemCampaign: true,
        providerId: '2088511833207846',
        device: true,
        ...capabilities,
      }
      const keys = [readPrivateKey(appPrivateKey), readPublicKey(alipayPublicKey)] as const
      const createGateway = protocol === 'v3' ? createRestGateway : createGatewayOverFetch
      const store = createMemoryStore()
      const waits = { clientTimeoutMs: clientTimeoutMs(config.clientTimeoutMs), clock }
      const alipay = createGateway({
        gatewayUrl: around.gatewayUrl,
        notifyUrl: around.notifyUrl,
        returnUrl: new URL('/return', around.notifyUrl).href,
        fetch: around.fetch,
        signer: remembering(createSigner(...keys, signType), signatures),
        signType,
        namesTradesBy,
        believesReplies,
        appId,
        ...waits,
      })
      const wechat = () =>
        createWechatGateway({
          ...waits,
          url: new URL('/', around.gatewayUrl).href,
          account: known(around.wechat),
          signType: decisions.wechatSignType,
          believesReplies,
          fetch: around.fetch,
          totalFenOf: (outTradeNo) => store.attempts.get(outTradeNo)?.amountFen,
        })
      const gateway = gatewayOf(walletsOf(config), { alipay: () => alipay, wechat }, store)
      return restartable({ gateway, store, clock }, config, bend)
    },
  }
}

/** kill -9 and a new start over the same store, when the suite asks for it. */
function restartable(ports: Ports, config: Config, bend: Partial<Decisions>) {
  let living = mortal(ports)
  let merchant = createMerchant(living.ports, config, bend)
  return {
    fetch: async (request: Request): Promise<Response> => {
      if (new URL(request.url).pathname !== '/conformance/admin/restart')
        return merchant.fetch(request)
      living.kill()
      living = mortal(ports)
      merchant = createMerchant(living.ports, config, bend)
      merchant.resume()
      return Response.json({}, { status: 202 })
    },
  }
}
