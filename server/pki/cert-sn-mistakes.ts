// Ways in which programs compute the SN of a certificate wrongly, so that a refused SN can be named.
import { createHash, X509Certificate } from 'node:crypto'
import { blocksOf, isRsa, snOf } from './cert-sn.ts'

interface Named {
  name: string
  about: string
}

type Writing = Named & { write(certificate: X509Certificate): string }

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const decimal = ({ serialNumber }: X509Certificate) => String(BigInt(`0x${serialNumber}`))
/** CN first, as the SN wants it. */
const issuer = ({ issuer: name }: X509Certificate, between = ',') =>
  name.split('\n').toReversed().join(between)
const openssl = ({ issuer: name }: X509Certificate, between = ',') => name.split('\n').join(between)

const WRITINGS: readonly Writing[] = [
  { name: '', about: '', write: snOf },
  {
    name: 'issuer-in-openssl-order',
    about: 'the issuer was hashed in the order of OpenSSL (C first): begin with CN',
    write: (one) => md5(openssl(one) + decimal(one)),
  },
  {
    name: 'issuer-in-openssl-order',
    about: 'the issuer was hashed as OpenSSL prints it ("C = CN, O = …"): begin with CN, no blanks',
    write: (one) => md5(openssl(one, ', ').replaceAll('=', ' = ') + decimal(one)),
  },
  {
    name: 'issuer-with-blanks',
    about: 'a blank follows each comma of the hashed issuer: write CN=…,OU=…,O=…,C=…',
    write: (one) => md5(issuer(one, ', ') + decimal(one)),
  },
  {
    name: 'issuer-with-blanks',
    about: 'the issuer was hashed in the order of OpenSSL and with blanks: write CN=…,OU=…,O=…,C=…',
    write: (one) => md5(openssl(one, ', ') + decimal(one)),
  },
  {
    name: 'serial-in-hex',
    about: 'the serial number was hashed in hexadecimal: write it in decimal',
    write: (one) => md5(issuer(one) + one.serialNumber.toLowerCase()),
  },
  {
    name: 'serial-in-hex',
    about: 'the serial number was hashed in hexadecimal: write it in decimal',
    write: (one) => md5(issuer(one) + one.serialNumber),
  },
  {
    name: 'serial-first',
    about: 'the serial number was hashed before the issuer: it comes after',
    write: (one) => md5(decimal(one) + issuer(one)),
  },
  {
    name: 'serial-alone-hashed',
    about: 'the serial number was hashed without the issuer before it',
    write: (one) => md5(decimal(one)),
  },
  {
    name: 'serial-not-hashed',
    about: 'this is the serial number of the certificate, not the MD5 of issuer and serial number',
    write: decimal,
  },
  {
    name: 'serial-not-hashed',
    about: 'this is the serial number of the certificate, not the MD5 of issuer and serial number',
    write: ({ serialNumber }) => serialNumber.toLowerCase(),
  },
  {
    name: 'subject-hashed',
    about: 'the subject was hashed in the place of the issuer',
    write: (one) => md5(one.subject.split('\n').toReversed().join(',') + decimal(one)),
  },
  {
    name: 'fingerprint',
    about: 'this is a fingerprint of the certificate, not the MD5 of issuer and serial number',
    write: ({ raw }) => createHash('md5').update(raw).digest('hex'),
  },
  {
    name: 'fingerprint',
    about: 'this is a fingerprint of the certificate, not the MD5 of issuer and serial number',
    write: ({ fingerprint }) => fingerprint.replaceAll(':', '').toLowerCase(),
  },
]

/** One certificate of a file. */
interface Part {
  isRsa: boolean
  /** Its SN as each of WRITINGS gives it. */
  sns: readonly string[]
}

type Selection = Named & { pick(all: readonly Part[]): readonly Part[] }

const rsaOf = (all: readonly Part[]) => all.filter((part) => part.isRsa)

const SELECTIONS: readonly Selection[] = [
  { name: '', about: '', pick: rsaOf },
  {
    name: 'first-certificate-only',
    about: 'you hashed only the first certificate of the file: hash every RSA one, joined by "_"',
    pick: (all) => all.slice(0, 1),
  },
  {
    name: 'first-certificate-only',
    about: 'you hashed only the first RSA certificate of the file: hash each, joined by "_"',
    pick: (all) => rsaOf(all).slice(0, 1),
  },
  {
    name: 'last-certificate-only',
    about: 'you hashed only the last certificate of the file: hash every RSA one, joined by "_"',
    pick: (all) => all.slice(-1),
  },
  {
    name: 'every-certificate',
    about:
      'you hashed every certificate of the file: leave out those that are not RSA (SM2, ECDSA)',
    pick: (all) => all,
  },
  {
    name: 'wrong-order',
    about: 'the SNs are joined in the wrong order: take the order of the file',
    pick: (all) => rsaOf(all).toReversed(),
  },
]

const JOINED: Named = { name: 'joined-otherwise', about: 'the SNs must be joined by "_"' }
const CAPITALS: Named = { name: 'capitals', about: 'an SN is written in small letters' }

/** What was done to the file to get this SN; `undefined` when no known mistake gives it. */
export function mistakesInSn(given: string, pem: string): Named[] | undefined {
  const all = blocksOf(pem).map((block): Part => {
    const certificate = new X509Certificate(block)
    return { isRsa: isRsa(certificate), sns: WRITINGS.map(({ write }) => write(certificate)) }
  })
  const wanted = given.toLowerCase()
  for (const selection of SELECTIONS) {
    const picked = selection.pick(all)
    for (const [nth, writing] of WRITINGS.entries()) {
      const sns = picked.map((part) => part.sns[nth] ?? '')
      const between = ['_', ',', ''].find((one) => sns.join(one) === wanted)
      if (between === undefined) continue
      const more = between === '_' || sns.length < 2 ? [] : [JOINED]
      if (given !== wanted) more.push(CAPITALS)
      return [selection, writing, ...more].flatMap(({ name, about }) =>
        name === '' ? [] : [{ name, about }],
      )
    }
  }
  return undefined
}
