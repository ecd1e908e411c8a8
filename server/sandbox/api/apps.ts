// A sandbox's applications as a person meets them.
import { createHash } from 'node:crypto'
import { isEncryptKey } from '../../pki/aes.ts'
import { pairOf, readPublicKey } from '../../pki/key-pair.ts'
import { makeClientCertificate } from '../../pki/local-authority.ts'
import type { AppKeys } from '../../pki/keyring.ts'
import {
  changeCredentials,
  openapiApp,
  type OpenapiApp,
} from '../../protocols/openapi/credentials.ts'
import type { App } from '../../protocols/protocol.ts'
import { merchantOf, settingsOf, type WechatSettings } from '../../protocols/wechat/credentials.ts'
import { InputError } from '../../values/input-error.ts'
import type { Instant } from '../../values/instant.ts'
import { appNamed, certify } from '../core/certify.ts'
import type { SandboxCore } from '../core/core.ts'
import { tellOfToken } from '../notifier/token-news.ts'
import { addApp } from '../core/seed-accounts.ts'
import {
  authoriseApp,
  authoriseUser,
  giveAgentToken,
  revokeApp,
  revokeUser,
  type AuthorisationCode,
} from '../core/tokens.ts'

export function openAppsApi(core: SandboxCore) {
  return {
    list: (): OpenapiApp[] => core.apps.all().map(shown),
    /** An app by its id, or a merchant by its own. */
    has: core.apps.has,
    names: core.apps.names,
    /** A merchant puts its app into the hands of another app; the first one unless named. */
    authorise: (authAppId: string, appId?: string): AuthorisationCode =>
      authoriseApp(core, authAppId, appId),
    /** A buyer, the first unless named, lets an app know who they are. */
    authoriseUser: (buyerId?: string, appId?: string): AuthorisationCode =>
      authoriseUser(core, buyerId, appId),
    /**
     * A merchant lets another app act for it, and that app, the first unless named, is told of the token where
     * its gateway does so; a token that it had before ends.
     */
    giveToken: (authAppId: string, appId?: string): string => {
      const token = giveAgentToken(core, authAppId, appId)
      tellOfToken(core, token)
      return token.token
    },
    /** What was agreed to ends at once, with every token of it; how many those were. */
    revoke: (authAppId: string, appId?: string): number => revokeApp(core, authAppId, appId),
    revokeUser: (buyerId?: string, appId?: string): number => revokeUser(core, buyerId, appId),
    /** Without a public key of its own the app gets these keys, or ready-made ones. */
    add: (name: string, appPublicKey?: string, keys?: AppKeys): OpenapiApp => {
      const key = appPublicKey === undefined ? undefined : checkedKey(appPublicKey)
      return shown(core.writer.transact(() => addApp(core, { name, appPublicKey: key, keys })))
    },
    /** Gives the app certificates; without SNs in a request it stays in key mode. */
    certify: async (appId: string): Promise<OpenapiApp> => shown(await certify(core, appId)),
    /** The same merchant at WeChat Pay; `undefined` where that family is not spoken. */
    wechatSettings: (appId: string): WechatSettings | undefined =>
      settingsOf(appNamed(core, appId)),
    /** What the merchant shows WeChat Pay over TLS: PEM, and the key to it. */
    wechatCertificate: (appId: string): Promise<ClientCertificate> =>
      clientCertificate(appNamed(core, appId), core.time.wallMs()),
    /** The merchant takes another name to log in with; its number stays (002:L46-47). */
    renameSeller: (appId: string, sellerEmail: string): OpenapiApp => {
      if (!/^[^\s@]+@[^\s@]+$/.test(sellerEmail)) {
        throw new InputError(
          'sellerEmail',
          `an address such as shop@sandbox.com, not ${sellerEmail}`,
        )
      }
      const { pid } = appNamed(core, appId)
      // All apps of a merchant have its one account.
      for (const app of core.apps.all()) {
        if (app.pid === pid) core.apps.put({ ...app, sellerEmail })
      }
      return shown(appNamed(core, appId))
    },
    /** Without one the app cannot read or answer encrypted content. */
    setEncryptKey: (appId: string, encryptKey: string | undefined): OpenapiApp => {
      if (encryptKey !== undefined && !isEncryptKey(encryptKey)) {
        throw new InputError('encryptKey', 'no AES key; give the Base64 of 16, 24 or 32 bytes')
      }
      const app = changeCredentials(appNamed(core, appId), { encryptKey })
      core.apps.put(app)
      return shown(app)
    },
  }
}

export interface ClientCertificate {
  certificate: string
  privateKey: string
}

async function clientCertificate(app: App, now: Instant): Promise<ClientCertificate> {
  const merchant = merchantOf(app)
  if (!merchant) throw new InputError('appId', `${app.appId} has no keys of WeChat`)
  const { mchId, merchantPrivateKey: privateKey } = merchant
  // Twenty digits that begin with no zero.
  const serial = `11${createHash('sha256').update(mchId).digest('hex').slice(0, 18)}`
  const wishes = { keys: pairOf(privateKey), serial, now }
  return { certificate: await makeClientCertificate(mchId, wishes), privateKey }
}

/** Every app of a sandbox is one of openapi, and people see its keys beside its name. */
function shown(app: App): OpenapiApp {
  const seen = openapiApp(app)
  if (!seen) throw new Error(`app ${app.appId} has no keys of openapi`)
  return seen
}

function checkedKey(given: string): string {
  try {
    return readPublicKey(given)
  } catch {
    throw new InputError('appPublicKey', 'no RSA public key; give PEM or its bare Base64 body')
  }
}
