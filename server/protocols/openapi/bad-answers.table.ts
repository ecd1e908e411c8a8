// What a merchant's answer to a notification that is no `success` mostly comes from: by its HTTP status,
// else by its body. Causes as integrators report them of each framework.

const BY_STATUS: Record<number, string> = {
  301: 'a redirect is not followed: give the final address (https, trailing slash)',
  302: 'a redirect is not followed: mostly to a login page, so take the path out of the session check',
  303: 'a redirect is not followed: answer the POST itself',
  307: 'a redirect is not followed: give the final address (https, trailing slash)',
  308: 'a redirect is not followed: give the final address (https, trailing slash)',
  400: 'the framework could not read the form: another charset, or JSON expected',
  401: 'the path asks for credentials: take it out of authentication, Alipay sends none',
  403: 'a CSRF check (Django, Spring Security, Rails) or a firewall: exempt the path',
  404: 'no route for a POST there: look at the path and at the prefix of the router',
  405: 'the route takes GET only: register it for POST',
  415: 'the endpoint wants JSON: take application/x-www-form-urlencoded',
  419: 'the CSRF check of Laravel: except the path in VerifyCsrfToken',
  422: 'the framework checked a body of another shape (FastAPI: declare a form, not JSON)',
  500: 'the handler threw: the cause is in the log of the shop',
  502: 'a proxy before the shop found nobody: is the program up?',
  503: 'a proxy before the shop found nobody: is the program up?',
  504: 'a proxy before the shop waited too long for it',
}

const BODIES: readonly [is: RegExp, cause: string][] = [
  [/^$/, 'nothing was sent: the framework wants its response object returned'],
  [
    /^\uFEFF\s*success\s*$/,
    'a byte order mark stands before it: save the file as UTF-8 without one',
  ],
  [/^(success\s*){2,}$/, 'it was sent twice: printed and returned as well; stop after the first'],
  [/^(["'])success\1\s*$/, 'it is in quotes: answer plain text, not JSON'],
  [/^\s*success\s*$/, 'blanks or line breaks stand around it: often after a closing ?>'],
  [/^\s*success\s*$/i, 'it must be written in small letters'],
  [
    /^\s*<(!doctype|html|head|body)/i,
    'a page: of a login, an error, or the layout of the framework',
  ],
  [/^\s*<xml/i, 'XML: that is how WeChat Pay is answered'],
  [/^\s*[[{]/, 'JSON: Alipay wants the bare word'],
  [/^success\s*</, 'something follows it: a debug bar or a footer of the framework'],
  [
    /^\s*fail(ure|ed)?\s*$/i,
    'the shop refused it: its own check failed; paste the form to "alipay-sim explain"',
  ],
  [/\bsuccess\b/, 'the word must stand alone'],
]

/** Why a merchant most probably answered so; nothing where nobody can tell. */
export function causeOfAnswer(status: number, body: string): string | undefined {
  return status === 200 ? BODIES.find(([is]) => is.test(body))?.[1] : BY_STATUS[status]
}
