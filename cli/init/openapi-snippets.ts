// Programs to copy: one call of the gateway in each language, with the keys that lie beside them.
// Each SDK wants its keys in a form of its own; docs/sdks.md says which and why.

export const LANGUAGES = ['node', 'java', 'python', 'php', 'go', 'csharp', 'ruby'] as const

export type Language = (typeof LANGUAGES)[number]

interface Setup {
  appId: string
  gateway: string
  /** In certificate mode. */
  sns?: { app: string; root: string }
}

export interface Snippet {
  file: string
  /** What must be installed first. */
  needs: string
  text(setup: Setup): string
}

const NODE: Snippet = {
  file: 'node-snippet.mjs',
  needs: 'npm install alipay-sdk',
  text: ({
    appId,
    gateway,
  }) => `// The official Node SDK against alipay-sim. Needs: npm install alipay-sdk
// The keys beside this file are simulated and worth nothing elsewhere.
import { readFileSync } from 'node:fs'
import { AlipaySdk } from 'alipay-sdk'

const key = (name) => readFileSync(new URL(name, import.meta.url), 'utf8').trim()

const sdk = new AlipaySdk({
  appId: '${appId}',
  gateway: '${gateway}',
  privateKey: key('app-private-key.pkcs1.txt'),
  alipayPublicKey: key('alipay-public-key.txt'),
})

// validateSign: the SDK checks the signature of a reply only when told to.
const reply = await sdk.exec(
  'alipay.trade.precreate',
  {
    bizContent: {
      out_trade_no: \`snippet-\${Date.now()}\`,
      total_amount: '0.01',
      subject: 'alipay-sim',
    },
  },
  { validateSign: true },
)
console.log(reply)
`,
}

const JAVA: Snippet = {
  file: 'JavaSnippet.java',
  needs: 'com.alipay.sdk:alipay-sdk-java',
  text: ({
    appId,
    gateway,
  }) => `// The official Java SDK against alipay-sim. Needs: com.alipay.sdk:alipay-sdk-java
// It wants the private key as PKCS#8 on one line, and RSA2 said aloud: its default is RSA.
import com.alipay.api.AlipayClient;
import com.alipay.api.DefaultAlipayClient;
import com.alipay.api.request.AlipayTradePrecreateRequest;
import java.nio.file.Files;
import java.nio.file.Path;

public class JavaSnippet {
  static String key(String name) throws Exception {
    return new String(Files.readAllBytes(Path.of(name))).trim();
  }

  public static void main(String[] args) throws Exception {
    AlipayClient client = new DefaultAlipayClient(
        "${gateway}",
        "${appId}",
        key("app-private-key.pkcs8.txt"),
        "json",
        "UTF-8",
        key("alipay-public-key.txt"),
        "RSA2");
    AlipayTradePrecreateRequest request = new AlipayTradePrecreateRequest();
    request.setBizContent("{\\"out_trade_no\\":\\"snippet-" + System.currentTimeMillis()
        + "\\",\\"total_amount\\":\\"0.01\\",\\"subject\\":\\"alipay-sim\\"}");
    System.out.println(client.execute(request).getBody());
  }
}
`,
}

const PYTHON: Snippet = {
  file: 'python_snippet.py',
  needs: 'pip install python-alipay-sdk',
  text: ({
    appId,
    gateway,
  }) => `# python-alipay-sdk against alipay-sim. Needs: pip install python-alipay-sdk
# (The official alipay-sdk-python cannot call a gateway on a port of its own.)
import time
from pathlib import Path

from alipay import AliPay

here = Path(__file__).parent
alipay = AliPay(
    appid="${appId}",
    app_notify_url=None,
    app_private_key_string=(here / "app-private-key.pkcs1.pem").read_text(),
    alipay_public_key_string=(here / "alipay-public-key.pem").read_text(),
    sign_type="RSA2",
)
# Its constructor knows the two gateways of Alipay only.
alipay._gateway = "${gateway}"

print(
    alipay.api_alipay_trade_precreate(
        out_trade_no=f"snippet-{int(time.time() * 1000)}",
        total_amount="0.01",
        subject="alipay-sim",
    )
)
`,
}

const PHP: Snippet = {
  file: 'php-snippet.php',
  needs: 'composer require alipaysdk/openapi',
  text: ({ appId, gateway }) => `<?php
// The official PHP SDK against alipay-sim. Needs: composer require alipaysdk/openapi
// It wants the private key as PKCS#1 on one line, and RSA2 said aloud: its default is RSA.
error_reporting(E_ALL & ~E_DEPRECATED);
$sdk = __DIR__ . '/vendor/alipaysdk/openapi/v2/aop';
require_once "$sdk/AopClient.php";
require_once "$sdk/request/AlipayTradePrecreateRequest.php";

$aop = new AopClient();
$aop->gatewayUrl = '${gateway}';
$aop->appId = '${appId}';
$aop->rsaPrivateKey = trim(file_get_contents(__DIR__ . '/app-private-key.pkcs1.txt'));
$aop->alipayrsaPublicKey = trim(file_get_contents(__DIR__ . '/alipay-public-key.txt'));
$aop->apiVersion = '1.0';
$aop->signType = 'RSA2';
$aop->postCharset = 'UTF-8';
$aop->format = 'json';

$request = new AlipayTradePrecreateRequest();
$request->setBizContent(json_encode([
    'out_trade_no' => 'snippet-' . (int) (microtime(true) * 1000),
    'total_amount' => '0.01',
    'subject' => 'alipay-sim',
]));
print_r($aop->execute($request));
`,
}

const GO: Snippet = {
  file: 'go-snippet.go',
  needs: 'go get github.com/smartwalle/alipay/v3',
  text: ({
    appId,
    gateway,
  }) => `// smartwalle/alipay against alipay-sim. Needs: go get github.com/smartwalle/alipay/v3
// (go-pay/gopay takes keys on one line only, and its hosts are fixed: give it a transport.)
package main

import (
	"context"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/smartwalle/alipay/v3"
)

func key(name string) string {
	text, err := os.ReadFile(name)
	if err != nil {
		panic(err)
	}
	return strings.TrimSpace(string(text))
}

func main() {
	client, err := alipay.New("${appId}", key("app-private-key.pkcs1.txt"), false,
		alipay.WithSandboxGateway("${gateway}"))
	if err != nil {
		panic(err)
	}
	if err := client.LoadAliPayPublicKey(key("alipay-public-key.txt")); err != nil {
		panic(err)
	}
	order := alipay.TradePreCreate{}
	order.OutTradeNo = fmt.Sprintf("snippet-%d", time.Now().UnixMilli())
	order.TotalAmount = "0.01"
	order.Subject = "alipay-sim"
	reply, err := client.TradePreCreate(context.Background(), order)
	fmt.Println(reply, err)
}
`,
}

const CSHARP: Snippet = {
  file: 'CSharpSnippet.cs',
  needs: 'dotnet add package AlipaySDKNet.Standard',
  text: ({
    appId,
    gateway,
  }) => `// The official .NET SDK against alipay-sim. Needs: dotnet add package AlipaySDKNet.Standard
// It wants the private key as PKCS#1 on one line.
using System;
using System.IO;
using Aop.Api;
using Aop.Api.Request;

string Key(string name) => File.ReadAllText(name).Trim();

IAopClient client = new DefaultAopClient(
    "${gateway}",
    "${appId}",
    Key("app-private-key.pkcs1.txt"),
    "json",
    "1.0",
    "RSA2",
    Key("alipay-public-key.txt"),
    "UTF-8",
    false);
var request = new AlipayTradePrecreateRequest();
request.BizContent = "{\\"out_trade_no\\":\\"snippet-" + DateTimeOffset.Now.ToUnixTimeMilliseconds()
    + "\\",\\"total_amount\\":\\"0.01\\",\\"subject\\":\\"alipay-sim\\"}";
Console.WriteLine(client.Execute(request).Body);
`,
}

const RUBY: Snippet = {
  file: 'ruby_snippet.rb',
  needs: 'gem install alipay',
  text: ({ appId, gateway }) => `# The gem alipay against alipay-sim. Needs: gem install alipay
# It verifies notifications (verify?) and no reply.
require 'alipay'
require 'json'

client = Alipay::Client.new(
  url: '${gateway}',
  app_id: '${appId}',
  app_private_key: File.read(File.join(__dir__, 'app-private-key.pkcs1.pem')),
  alipay_public_key: File.read(File.join(__dir__, 'alipay-public-key.pem'))
)
puts client.execute(
  method: 'alipay.trade.precreate',
  biz_content: { out_trade_no: "snippet-#{(Time.now.to_f * 1000).to_i}", total_amount: '0.01',
                 subject: 'alipay-sim' }.to_json(ascii_only: true)
)
`,
}

export const SNIPPETS: Record<Language, Snippet> = {
  node: NODE,
  java: JAVA,
  python: PYTHON,
  php: PHP,
  go: GO,
  csharp: CSHARP,
  ruby: RUBY,
}
