// Explains the signature of a v2 reply that a merchant says it cannot verify.
import { byGateway } from './explain.ts'
import { REWRITINGS } from '../../diagnosis/json-variants.ts'
import type { Mistake } from '../../diagnosis/search.ts'

interface NodeDraft {
  whole: string
  node: string
}

const TABLE: readonly Mistake<NodeDraft>[] = [
  ...REWRITINGS.map(({ name, about, rewrite }): Mistake<NodeDraft> => ({
    name: `node-${name}`,
    about: `the text ${about}: verify the bytes as they came`,
    bend: function* ({ node, ...draft }) {
      for (const other of rewrite(node)) yield { ...draft, node: other }
    },
  })),
  {
    name: 'whole-reply-verified',
    about: 'the whole reply was verified: only the value behind the response key is signed',
    bend: (draft) => [{ ...draft, node: draft.whole }],
  },
  {
    name: 'without-braces',
    about: 'the braces or quotation marks around the value are part of the signed text',
    bend: (draft) => [{ ...draft, node: draft.node.slice(1, -1) }],
  },
  {
    name: 'trailing-comma',
    about: 'the comma behind the value is no part of the signed text',
    bend: (draft) => [{ ...draft, node: `${draft.node},` }],
  },
  {
    name: 'trailing-newline',
    about: 'the verified text ends with a line feed',
    bend: (draft) => [{ ...draft, node: `${draft.node}\n` }],
  },
]

const SHAPE =
  /^\s*\{\s*"\w+_response"\s*:\s*([{"][\s\S]*[}"])\s*(?:,\s*"alipay_cert_sn"\s*:\s*"\w*"\s*)?,\s*"sign"\s*:\s*"([^"]*)"\s*\}\s*$/

/** `undefined` when the text is no signed reply. */
export const explainReply = byGateway((reply: string) => {
  const [, node, sign] = SHAPE.exec(reply) ?? []
  if (node === undefined || sign === undefined) return undefined
  return {
    // The request decided between RSA and RSA2, and is not at hand: what was used is right.
    sign: sign.replaceAll('\\/', '/'),
    start: { whole: reply, node },
    table: TABLE,
    write: ({ node: text }: NodeDraft) => ({ text, bytes: Buffer.from(text), parts: 1 }),
  }
})
