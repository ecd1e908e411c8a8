// The same programs in certificate mode, one for each SDK that has it. The files are those that
// `alipay-sim app certificates DIR` writes; PHP, Python, Go and Ruby print or take the computed SNs.
import type { Language, Snippet } from './openapi-snippets.ts'

const APP = (appId: string) => `appCertPublicKey_${appId}.crt`
const ALIPAY = 'alipayCertPublicKey_RSA2.crt'
const ROOT = 'alipayRootCert.crt'

const NODE: Snippet = {
  file: 'node-cert-snippet.mjs',
  needs: 'npm install alipay-sdk',
  text: ({
    appId,
    gateway,
  }) => `// The official Node SDK in certificate mode. Needs: npm install alipay-sdk
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { AlipaySdk } from 'alipay-sdk'

const path = (name) => fileURLToPath(new URL(name, import.meta.url))

const sdk = new AlipaySdk({
  appId: '${appId}',
  gateway: '${gateway}',
  privateKey: readFileSync(path('app-private-key.pkcs1.txt'), 'utf8').trim(),
  appCertPath: path('${APP(appId)}'),
  alipayPublicCertPath: path('${ALIPAY}'),
  alipayRootCertPath: path('${ROOT}'),
})
console.log(sdk.config.appCertSn, sdk.config.alipayRootCertSn)

const bizContent = { out_trade_no: \`cert-\${Date.now()}\`, total_amount: '0.01', subject: 'alipay-sim' }
console.log(await sdk.exec('alipay.trade.precreate', { bizContent }, { validateSign: true }))
`,
}

const JAVA: Snippet = {
  file: 'JavaCertSnippet.java',
  needs: 'com.alipay.sdk:alipay-sdk-java',
  text: ({
    appId,
    gateway,
  }) => `// The official Java SDK in certificate mode. Needs: com.alipay.sdk:alipay-sdk-java
import com.alipay.api.AlipayClient;
import com.alipay.api.CertAlipayRequest;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import java.nio.file.Files;
import java.nio.file.Path;

public class JavaCertSnippet {
  public static void main(String[] args) throws Exception {
    CertAlipayRequest settings = new CertAlipayRequest();
    settings.setServerUrl("${gateway}");
    settings.setAppId("${appId}");
    settings.setPrivateKey(new String(Files.readAllBytes(Path.of("app-private-key.pkcs8.txt"))).trim());
    settings.setFormat("json");
    settings.setCharset("UTF-8");
    settings.setSignType("RSA2");
    settings.setCertPath("${APP(appId)}");
    settings.setAlipayPublicCertPath("${ALIPAY}");
    settings.setRootCertPath("${ROOT}");
    AlipayClient client = new DefaultAlipayClient(settings);
    AlipayTradePrecreateRequest request = new AlipayTradePrecreateRequest();
    request.setBizContent("{\\"out_trade_no\\":\\"cert-" + System.currentTimeMillis()
        + "\\",\\"total_amount\\":\\"0.01\\",\\"subject\\":\\"alipay-sim\\"}");
    System.out.println(client.certificateExecute(request).getBody());
  }
}
`,
}

const PYTHON: Snippet = {
  file: 'python_cert_snippet.py',
  needs: 'pip install python-alipay-sdk',
  text: ({
    appId,
    gateway,
  }) => `# python-alipay-sdk in certificate mode. Needs: pip install python-alipay-sdk
import time
from pathlib import Path

from alipay import DCAliPay

here = Path(__file__).parent
alipay = DCAliPay(
    appid="${appId}",
    app_notify_url=None,
    app_private_key_string=(here / "app-private-key.pkcs1.pem").read_text(),
    app_public_key_cert_string=(here / "${APP(appId)}").read_text(),
    alipay_public_key_cert_string=(here / "${ALIPAY}").read_text(),
    alipay_root_cert_string=(here / "${ROOT}").read_text(),
    sign_type="RSA2",
)
alipay._gateway = "${gateway}"
print(alipay.app_cert_sn, alipay.alipay_root_cert_sn)

print(
    alipay.api_alipay_trade_precreate(
        out_trade_no=f"cert-{int(time.time() * 1000)}",
        total_amount="0.01",
        subject="alipay-sim",
    )
)
`,
}

const PHP: Snippet = {
  file: 'php-cert-snippet.php',
  needs: 'composer require alipaysdk/openapi',
  text: ({ appId, gateway }) => `<?php
// The official PHP SDK in certificate mode. Needs: composer require alipaysdk/openapi
error_reporting(E_ALL & ~E_DEPRECATED);
$sdk = __DIR__ . '/vendor/alipaysdk/openapi/v2/aop';
require_once "$sdk/AopCertClient.php";
require_once "$sdk/request/AlipayTradePrecreateRequest.php";

$aop = new AopCertClient();
$aop->gatewayUrl = '${gateway}';
$aop->appId = '${appId}';
$aop->rsaPrivateKey = trim(file_get_contents(__DIR__ . '/app-private-key.pkcs1.txt'));
$aop->alipayrsaPublicKey = $aop->getPublicKey(__DIR__ . '/${ALIPAY}');
$aop->isCheckAlipayPublicCert = true;
$aop->appCertSN = $aop->getCertSN(__DIR__ . '/${APP(appId)}');
$aop->alipayRootCertSN = $aop->getRootCertSN(__DIR__ . '/${ROOT}');
$aop->apiVersion = '1.0';
$aop->signType = 'RSA2';
$aop->postCharset = 'UTF-8';
$aop->format = 'json';
echo $aop->appCertSN, ' ', $aop->alipayRootCertSN, PHP_EOL;

$request = new AlipayTradePrecreateRequest();
$request->setBizContent(json_encode([
    'out_trade_no' => 'cert-' . (int) (microtime(true) * 1000),
    'total_amount' => '0.01',
    'subject' => 'alipay-sim',
]));
print_r($aop->execute($request));
`,
}

const GO: Snippet = {
  file: 'go-cert-snippet.go',
  needs: 'go get github.com/smartwalle/alipay/v3',
  text: ({
    appId,
    gateway,
  }) => `// smartwalle/alipay in certificate mode. Needs: go get github.com/smartwalle/alipay/v3
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/smartwalle/alipay/v3"
)

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	key, err := os.ReadFile("app-private-key.pkcs1.txt")
	must(err)
	client, err := alipay.New("${appId}", strings.TrimSpace(string(key)), false,
		alipay.WithSandboxGateway("${gateway}"))
	must(err)
	must(client.LoadAppCertPublicKeyFromFile("${APP(appId)}"))
	must(client.LoadAliPayRootCertFromFile("${ROOT}"))
	must(client.LoadAlipayCertPublicKeyFromFile("${ALIPAY}"))
	order := alipay.TradePreCreate{}
	order.OutTradeNo = fmt.Sprintf("cert-%d", time.Now().UnixMilli())
	order.TotalAmount = "0.01"
	order.Subject = "alipay-sim"
	reply, err := client.TradePreCreate(context.Background(), order)
	fmt.Println(reply, err)
}
`,
}

const CSHARP: Snippet = {
  file: 'CSharpCertSnippet.cs',
  needs: 'dotnet add package AlipaySDKNet.Standard',
  text: ({
    appId,
    gateway,
  }) => `// The official .NET SDK in certificate mode. Needs: dotnet add package AlipaySDKNet.Standard
using System;
using System.IO;
using Aop.Api;
using Aop.Api.Request;

var certificates = new CertParams
{
    AppCertPath = "${APP(appId)}",
    AlipayPublicCertPath = "${ALIPAY}",
    RootCertPath = "${ROOT}",
};
IAopClient client = new DefaultAopClient(
    "${gateway}",
    "${appId}",
    File.ReadAllText("app-private-key.pkcs1.txt").Trim(),
    "json",
    "1.0",
    "RSA2",
    "UTF-8",
    false,
    certificates);
var request = new AlipayTradePrecreateRequest();
request.BizContent = "{\\"out_trade_no\\":\\"cert-" + DateTimeOffset.Now.ToUnixTimeMilliseconds()
    + "\\",\\"total_amount\\":\\"0.01\\",\\"subject\\":\\"alipay-sim\\"}";
Console.WriteLine(client.CertificateExecute(request).Body);
`,
}

const RUBY: Snippet = {
  file: 'ruby_cert_snippet.rb',
  needs: 'gem install alipay',
  text: ({
    appId,
    gateway,
    sns,
  }) => `# The gem alipay in certificate mode. Needs: gem install alipay
# It takes the SNs as they are and computes none; "alipay-sim keys check FILE" does.
require 'alipay'
require 'json'

client = Alipay::Client.new(
  url: '${gateway}',
  app_id: '${appId}',
  app_private_key: File.read(File.join(__dir__, 'app-private-key.pkcs1.pem')),
  alipay_public_key: File.read(File.join(__dir__, 'alipay-public-key.pem')),
  app_cert_sn: '${sns?.app ?? ''}',
  alipay_root_cert_sn: '${sns?.root ?? ''}'
)
puts client.execute(
  method: 'alipay.trade.precreate',
  biz_content: { out_trade_no: "cert-#{(Time.now.to_f * 1000).to_i}", total_amount: '0.01',
                 subject: 'alipay-sim' }.to_json(ascii_only: true)
)
`,
}

export const CERTIFICATE_SNIPPETS: Record<Language, Snippet> = {
  node: NODE,
  java: JAVA,
  python: PYTHON,
  php: PHP,
  go: GO,
  csharp: CSHARP,
  ruby: RUBY,
}
