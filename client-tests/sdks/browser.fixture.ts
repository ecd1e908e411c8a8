// A plain browser without scripts: reads forms as HTML says (a real parser), submits them, and stops
// at redirects so that a test sees each.
import { parse, type DefaultTreeAdapterTypes } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
type Element = DefaultTreeAdapterTypes.Element

export interface Page {
  status: number
  url: string
  /** Absolute, when the answer is a redirect. */
  location: string | undefined
  text: string
  elements: Element[]
}

export async function open(url: string, init: RequestInit = {}): Promise<Page> {
  const response = await fetch(url, { redirect: 'manual', ...init })
  const charset = /charset=([\w-]+)/.exec(response.headers.get('content-type') ?? '')?.[1]
  const text = new TextDecoder(charset).decode(await response.arrayBuffer())
  const to = response.headers.get('location')
  const location = to === null ? undefined : new URL(to, url).href
  return { status: response.status, url, location, text, elements: [...elementsOf(parse(text))] }
}

/** Submits the first form of some HTML, as a browser at `url` would; `typed` is what a person does. */
export function submit(
  { url, elements }: Pick<Page, 'url' | 'elements'>,
  typed: Record<string, string> = {},
): Promise<Page> {
  const form = elements.find(({ tagName }) => tagName === 'form')
  if (!form) throw new Error('the page has no form')
  const hidden = [...elementsOf(form)].filter((one) => attribute(one, 'type') === 'hidden')
  const fields = hidden.map((one): [string, string] => [
    attribute(one, 'name') ?? '',
    attribute(one, 'value') ?? '',
  ])
  const body = new URLSearchParams([...fields, ...Object.entries(typed)])
  const action = new URL(attribute(form, 'action') ?? '', url).href
  return open(action, { method: attribute(form, 'method') ?? 'get', body })
}

/** A page of HTML that came from somewhere else, such as an SDK. */
export const pageOf = (text: string): Pick<Page, 'url' | 'elements'> => ({
  url: 'http://shop.test/',
  elements: [...elementsOf(parse(text))],
})

/** The text of the element with this id. */
export function textOf({ elements }: Pick<Page, 'elements'>, id: string): string | undefined {
  const found = elements.find((one) => attribute(one, 'id') === id)
  return found && words(found)
}

const attribute = (element: Element, name: string) =>
  element.attrs.find((one) => one.name === name)?.value

const words = (node: Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(words).join('') : ''

function* elementsOf(node: Node): Generator<Element> {
  if ('tagName' in node) yield node
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsOf(child)
}
