// Authorisations: what a merchant or a buyer agrees to on Alipay's own pages. Gives the code that
// an app exchanges for tokens.
import * as v from 'valibot'
import { endpoint } from './endpoint.ts'
import { shortText } from './read-input.ts'
import { SHAPES } from './shapes.ts'

export const authorisations = [
  endpoint({
    method: 'POST',
    path: '/apps/authorisations',
    status: 201,
    about: 'a merchant puts its app into the hands of another app: gives the app_auth_code',
    gives: SHAPES.AuthorisationCode,
    body: v.strictObject({ authAppId: shortText, appId: v.optional(shortText) }),
    answer: ({ sandbox, body }) => sandbox.apps.authorise(body.authAppId, body.appId),
  }),
  endpoint({
    method: 'POST',
    path: '/apps/authorisations/revoke',
    about: 'the merchant takes its app back: every token of it ends at once',
    gives: SHAPES.Revoked,
    body: v.strictObject({ authAppId: shortText, appId: v.optional(shortText) }),
    answer: ({ sandbox, body }) => ({
      revoked: sandbox.apps.revoke(body.authAppId, body.appId),
    }),
  }),
  endpoint({
    method: 'POST',
    path: '/apps/agent-tokens',
    status: 201,
    about:
      'a merchant lets another app act for it: gives the agent-token of AMS, and tells the app of it',
    gives: SHAPES.AuthorisationCode,
    body: v.strictObject({ authAppId: shortText, appId: v.optional(shortText) }),
    answer: ({ sandbox, body }) => ({ code: sandbox.apps.giveToken(body.authAppId, body.appId) }),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/authorisations',
    status: 201,
    about: 'a buyer lets an app know who they are: gives the auth_code',
    gives: SHAPES.AuthorisationCode,
    body: v.strictObject({ buyerId: v.optional(shortText), appId: v.optional(shortText) }),
    answer: ({ sandbox, body }) => sandbox.apps.authoriseUser(body.buyerId, body.appId),
  }),
  endpoint({
    method: 'POST',
    path: '/buyers/authorisations/revoke',
    about: 'the buyer takes it back: every token of it ends at once',
    gives: SHAPES.Revoked,
    body: v.strictObject({ buyerId: v.optional(shortText), appId: v.optional(shortText) }),
    answer: ({ sandbox, body }) => ({
      revoked: sandbox.apps.revokeUser(body.buyerId, body.appId),
    }),
  }),
]
