// What openapi answers to calls that open or change no trade.
import type { ServiceOutcome } from '../service.ts'
import { formatChinaTime } from '../../values/instant.ts'
import type { Token } from '../tokens.ts'
import type { Answer } from './answer.ts'

type Encode<K extends ServiceOutcome['kind']> = (
  outcome: Extract<ServiceOutcome, { kind: K }>,
) => Answer

const seconds = ({ issuedAt, expiresAt }: Token) => (expiresAt - issuedAt) / 1_000

export const SERVICE_ANSWERS: { [K in ServiceOutcome['kind']]: Encode<K> } = {
  heartbeat: ({ pid }) => ({ code: '10000', fields: { pid } }),
  'user-tokens': ({ tokens: { access, refresh } }) => ({
    code: '10000',
    fields: {
      access_token: access.token,
      auth_start: formatChinaTime(access.issuedAt),
      expires_in: seconds(access),
      re_expires_in: seconds(refresh),
      refresh_token: refresh.token,
      user_id: access.holderId,
    },
  }),
  'app-tokens': ({ tokens: { access, refresh } }) => {
    const fields = {
      app_auth_token: access.token,
      app_refresh_token: refresh.token,
      auth_app_id: access.authAppId,
      expires_in: seconds(access),
      re_expires_in: seconds(refresh),
      user_id: access.holderId,
    }
    return { code: '10000', fields: { ...fields, tokens: [fields] } }
  },
  certificate: ({ alipayCert }) => ({
    code: '10000',
    fields: { alipay_cert_content: Buffer.from(alipayCert).toString('base64') },
  }),
  declined: ({ code, subCode, subMsg }) => ({ code, subCode, subMsg }),
}
