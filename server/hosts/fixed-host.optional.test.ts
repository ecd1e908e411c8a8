// Unmodified programs in Java and Go with Alipay's https address built in.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { isMissing } from '../testing/programs.fixture.ts'
import { ANSWER, FIXED_URL, keepProxy } from './fixed-host.fixture.ts'

const { run, secured, folder } = keepProxy()

test.skipIf(isMissing('javac'))(
  'Java, by a trust store and the properties of its proxy',
  async () => {
    const { caFile, proxyUrl } = secured()
    const file = join(folder, 'Shop.java')
    writeFileSync(
      file,
      `public class Shop {
  public static void main(String[] args) throws Exception {
    var call = (java.net.HttpURLConnection) new java.net.URL("${FIXED_URL}").openConnection();
    System.out.println(new String(call.getInputStream().readAllBytes(), "UTF-8"));
  }
}
`,
    )
    const store = ['-keystore', 'trust.p12', '-storepass', 'changeit']
    const entry = ['-noprompt', '-alias', 'alipay-sim', '-file', caFile]
    await run('keytool', ['-importcert', ...entry, ...store])
    const { hostname, port } = new URL(proxyUrl)
    const told = [
      '-Djavax.net.ssl.trustStore=trust.p12',
      '-Djavax.net.ssl.trustStorePassword=changeit',
      `-Dhttps.proxyHost=${hostname}`,
      `-Dhttps.proxyPort=${port}`,
    ]
    expect(await run('java', [...told, file])).toContain(ANSWER)
  },
)

test.skipIf(isMissing('go'))('net/http of Go, by SSL_CERT_FILE', async () => {
  const file = join(folder, 'shop.go')
  writeFileSync(
    file,
    `package main

import (
	"fmt"
	"io"
	"net/http"
)

func main() {
	reply, err := http.Get("${FIXED_URL}")
	if err != nil {
		fmt.Println(err)
		return
	}
	text, _ := io.ReadAll(reply.Body)
	fmt.Println(string(text))
}
`,
  )
  const env = { SSL_CERT_FILE: secured().caFile, GOFLAGS: '-mod=mod' }
  expect(await run('go', ['run', file], env)).toContain(ANSWER)
})
