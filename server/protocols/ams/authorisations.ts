// What a buyer agrees to: the page for it, the token that comes of it, and its end; and the cases that a till
// hands over to the support, which the real gateway takes by telephone.
import * as v from 'valibot'
import { optional, required } from './fields.ts'
import { BadRequest, operation, type CallSite, type Operation } from './operation.ts'
import { CONSENT_PATH } from './paths.table.ts'

const consult = v.looseObject({
  authClientId: optional(64),
  authRedirectUrl: required(1_024),
  authState: required(256),
  customerBelongsTo: required(64),
  scopes: v.pipe(v.array(required(64), 'a list'), v.minLength(1, 'at least one')),
  terminalType: optional(32),
})

/** Where the buyer agrees: a page of this gateway, which knows all it needs by its address. */
function consentPage(body: v.InferOutput<typeof consult>, { origin, clientId }: CallSite): string {
  const { authRedirectUrl, authState } = body
  if (!/^https?:\/\//.test(authRedirectUrl) || !URL.canParse(authRedirectUrl)) {
    throw new BadRequest('authRedirectUrl: an http(s) address')
  }
  const query = new URLSearchParams({ clientId, redirectUrl: authRedirectUrl, state: authState })
  return `${origin}${CONSENT_PATH}?${query.toString()}`
}

const apply = v.looseObject({
  grantType: v.pipe(
    required(32),
    v.picklist(['AUTHORIZATION_CODE', 'REFRESH_TOKEN'], 'AUTHORIZATION_CODE or REFRESH_TOKEN'),
  ),
  customerBelongsTo: optional(64),
  authCode: optional(128),
  refreshToken: optional(128),
  merchantRegion: optional(2),
})

function grantOf({ grantType, authCode, refreshToken }: v.InferOutput<typeof apply>) {
  const isCode = grantType === 'AUTHORIZATION_CODE'
  const token = isCode ? authCode : refreshToken
  if (!token) {
    throw new BadRequest(`${isCode ? 'authCode' : 'refreshToken'}: required with ${grantType}`)
  }
  return { type: isCode ? 'authorization_code' : 'refresh_token', token }
}

const ticket = v.looseObject({
  subject: required(256),
  paymentRequestId: optional(64),
  paymentId: optional(64),
  refundRequestId: optional(64),
  description: optional(2_048),
})

export const AUTHORISATIONS: Readonly<Record<string, Operation>> = {
  'authorizations/consult': operation('CONSULT', consult, (body, site) => ({
    op: 'CONSULT',
    pid: site.pid,
    url: consentPage(body, site),
  })),
  'authorizations/applyToken': operation('USERTOKEN', apply, (body, { pid, app }) => ({
    op: 'USERTOKEN',
    pid,
    appId: app.appId,
    grant: grantOf(body),
    repeats: 'answered',
  })),
  'authorizations/revoke': operation(
    'REVOKE',
    v.looseObject({ accessToken: required(128) }),
    ({ accessToken }, { pid, app }) => ({ op: 'REVOKE', pid, appId: app.appId, accessToken }),
  ),
  'support/createTicket': operation('TICKET', ticket, ({ subject: about }, { pid }) => ({
    op: 'TICKET',
    pid,
    about,
  })),
}
