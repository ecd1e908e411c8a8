// The XML of the old gateway: whether a call was taken, and one level of members below `response`.

export interface XmlReply {
  isSuccess: boolean
  /** The code of a refusal. */
  error: string
  members: Record<string, string>
  sign: string
  signType: string
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&' }

const plain = (text: string) =>
  text.replaceAll(/&(lt|gt|quot|amp);/g, (_, name: string) => ENTITIES[name] ?? '')

const inside = (text: string, name: string): string | undefined =>
  new RegExp(`<${name}>([^]*?)</${name}>`).exec(text)?.[1]

/** `undefined` for what is no such reply. */
export function readXml(text: string): XmlReply | undefined {
  const all = inside(text, 'alipay')
  const word = all && inside(all, 'is_success')
  if (all === undefined || word === undefined) return undefined
  const found = (inside(all, 'response') ?? '').matchAll(/<(\w+)>([^<]*)<\/\1>/g)
  const members = [...found].map(([, name = '', value = '']) => [name, plain(value)] as const)
  return {
    isSuccess: word === 'T',
    error: inside(all, 'error') ?? '',
    members: Object.fromEntries(members),
    sign: inside(all, 'sign') ?? '',
    signType: inside(all, 'sign_type') ?? '',
  }
}
