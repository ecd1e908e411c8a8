// Puts an app into certificate mode: the one authority of the sandbox certifies its key and the
// gateway's. Asked again it changes nothing. Requests without SNs stay in key mode.
import { makeCertificates } from '../../pki/certificates.ts'
import { changeCredentials, openapiApp } from '../../protocols/openapi/credentials.ts'
import type { App } from '../../protocols/protocol.ts'
import type { ServiceCall, ServiceOutcome } from '../../protocols/service.ts'
import { InputError } from '../../values/input-error.ts'
import type { SandboxCore } from './core.ts'

/** Serials of the authority: drawn once, so that all apps of a sandbox trust the same roots. */
interface Authority {
  root: string
  class2: string
}

const SETTING = 'certificate-authority'

export async function certify(core: SandboxCore, appId: string): Promise<App> {
  const app = openapiApp(appNamed(core, appId))
  if (!app?.appPublicKey) throw new InputError('appId', `${appId} has no public key to certify`)
  if (app.certificates) return app
  const serials = core.writer.transact(() => drawSerials(core))
  const { pid, sellerEmail: account, appPublicKey, alipayPublicKey } = app
  const wishes = { appId, pid, account, appPublicKey, alipayPublicKey, serials }
  const certificates = await makeCertificates(wishes)
  // Somebody else may have asked in the meantime.
  const current = appNamed(core, appId)
  if (openapiApp(current)?.certificates) return current
  const certified = changeCredentials(current, { certificates })
  core.apps.put(certified)
  return certified
}

/** What an SDK asks for when a reply names a certificate that it does not have. */
export function findCertificate(
  core: SandboxCore,
  { appId, alipayCertSn }: Extract<ServiceCall, { op: 'CERTIFICATE' }>,
): ServiceOutcome {
  const app = core.apps.get(appId)
  const certificates = app && openapiApp(app)?.certificates
  if (certificates?.alipayCertSn !== alipayCertSn) {
    return { kind: 'declined', reason: 'CertificateUnknown' }
  }
  return { kind: 'certificate', alipayCert: certificates.alipayCert }
}

export function appNamed(core: SandboxCore, appId: string): App {
  const app = core.apps.get(appId)
  if (!app) throw new InputError('appId', `there is no ${appId}; see "alipay-sim app list"`)
  return app
}

function drawSerials({ draw, settings }: SandboxCore) {
  const next = () => draw.digits('certificate_serial', 24)
  const authority = settings.get<Authority>(SETTING) ?? { root: next(), class2: next() }
  settings.put(SETTING, authority)
  return { ...authority, app: next(), alipay: next() }
}
