// `authorise` and `revoke`: what a merchant or a buyer agrees to, and takes back.
import { Option, type Command } from 'commander'
import type { AuthorisationCode } from '../server/sandbox/core/tokens.ts'
import type { Io } from './io.ts'
import { addVerb } from './verb.ts'
import { whichApp } from './which-app.ts'

export function addAppAuthorisations(app: Command, io: Io): void {
  addVerb<{ to?: string }>(app, io, {
    usage: 'authorise <app_id>',
    about: 'a merchant lets another app act for it: prints the app_auth_code',
    examples: ['app authorise 9021000971395044', 'app authorise 9021000971395044 --to 902100012'],
    options: [new Option('--to <app_id>', 'which app may act (default: the first app)')],
    run: async (client, { to: appId }, [authAppId = '']) => {
      const path = '/apps/authorisations'
      const value = await client.send<AuthorisationCode>('POST', path, { authAppId, appId })
      return { value, lines: [value.code] }
    },
  })
  addVerb<{ to?: string }>(app, io, {
    usage: 'revoke <app_id>',
    about: 'the merchant ends that: every app_auth_token of it ends at once',
    examples: ['app revoke 9021000971395044', 'app revoke 9021000971395044 --to 902100012'],
    options: [new Option('--to <app_id>', 'which app loses it (default: the first app)')],
    run: async (client, { to: appId }, [authAppId = '']) => {
      const path = '/apps/authorisations/revoke'
      const value = await client.send<{ revoked: number }>('POST', path, { authAppId, appId })
      return { value, lines: [`${value.revoked} tokens have ended`] }
    },
  })
}

/** `whose` is the option that names the buyer. */
export function addBuyerAuthorisations(buyer: Command, io: Io, whose: Option): void {
  addVerb<{ buyer?: string; app?: string }>(buyer, io, {
    usage: 'authorise',
    about: 'lets an app know who the buyer is: prints the code for alipay.system.oauth.token',
    examples: ['buyer authorise', 'buyer authorise --app 9021000971395043'],
    options: [whose, whichApp()],
    run: async (client, { buyer: buyerId, app: appId }) => {
      const path = '/buyers/authorisations'
      const value = await client.send<AuthorisationCode>('POST', path, { buyerId, appId })
      return { value, lines: [value.code] }
    },
  })
  addVerb<{ buyer?: string; app?: string }>(buyer, io, {
    usage: 'revoke',
    about: 'takes back what "buyer authorise" gave: every token of it ends at once',
    examples: ['buyer revoke', 'buyer revoke --app 9021000971395043'],
    options: [whose, whichApp()],
    run: async (client, { buyer: buyerId, app: appId }) => {
      const path = '/buyers/authorisations/revoke'
      const value = await client.send<{ revoked: number }>('POST', path, { buyerId, appId })
      return { value, lines: [`${value.revoked} tokens have ended`] }
    },
  })
}
