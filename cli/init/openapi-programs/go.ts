// smartwalle/alipay for Go.
import { CERTIFICATES, type Programs, type Setup } from './program.ts'

const needs = 'go get github.com/smartwalle/alipay/v3'

/** `client`: up to a client that has its keys. */
type Parts = Record<'about' | 'helper' | 'client' | 'order', string>

const program = ({ about, helper, client, order }: Parts) => `// smartwalle/alipay ${about}
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/smartwalle/alipay/v3"
)

${helper}

func main() {
${client}
	order := alipay.TradePreCreate{}
	order.OutTradeNo = fmt.Sprintf("${order}-%d", time.Now().UnixMilli())
	order.TotalAmount = "0.01"
	order.Subject = "alipay-sim"
	reply, err := client.TradePreCreate(context.Background(), order)
	fmt.Println(reply, err)
}
`

const plain = ({ appId, gateway }: Setup) =>
  program({
    about: `against alipay-sim. Needs: ${needs}
// (go-pay/gopay takes keys on one line only, and its hosts are fixed: give it a transport.)`,
    helper: `func key(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(text))
}`,
    client: `	client, err := alipay.New("${appId}", key("app-private-key.pkcs1.txt"), false,
		alipay.WithSandboxGateway("${gateway}"))
	if err != nil {
		panic(err)
	}
	if err := client.LoadAliPayPublicKey(key("alipay-public-key.txt")); err != nil {
		panic(err)
	}`,
    order: 'snippet',
  })

const certificate = ({ appId, gateway }: Setup) =>
  program({
    about: `in certificate mode. Needs: ${needs}`,
    helper: `func must(err error) {
	if err != nil {
		panic(err)
	}
}`,
    client: `	key, err := os.ReadFile("app-private-key.pkcs1.txt")
	must(err)
	client, err := alipay.New("${appId}", strings.TrimSpace(string(key)), false,
		alipay.WithSandboxGateway("${gateway}"))
	must(err)
	must(client.LoadAppCertPublicKeyFromFile("${CERTIFICATES.app(appId)}"))
	must(client.LoadAliPayRootCertFromFile("${CERTIFICATES.root}"))
	must(client.LoadAlipayCertPublicKeyFromFile("${CERTIFICATES.alipay}"))`,
    order: 'cert',
  })

export const GO: Programs = {
  needs,
  plain: { file: 'go-snippet.go', text: plain },
  certificate: { file: 'go-cert-snippet.go', text: certificate },
}
