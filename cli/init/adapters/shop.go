// A small shop that takes payment codes, with the adapter that alipay-sim grades it through. It needs
// nothing but Go 1.18 or newer. Keep the adapter at the end and replace the shop above it by your own, or
// start yours from it.
//
//	alipay-sim grade adapter-check -- go run shop.go
//	alipay-sim grade -- go run shop.go
package main

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"os"
	"sort"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Timers run so much faster while the suite plays faster; 1 in production.
var scale = 1.0
var notifyURL = os.Getenv("NOTIFY_BASE_URL") + "/notify"

func seconds(count float64) time.Duration {
	return time.Duration(count * scale * float64(time.Second))
}

func pause(count float64) { time.Sleep(seconds(count)) }

// --- the gateway ------------------------------------------------------------------------------------

type fields map[string]string

var ownKey *rsa.PrivateKey
var alipayKey *rsa.PublicKey

func readKeys() {
	own, _ := pem.Decode([]byte(os.Getenv("APP_PRIVATE_KEY")))
	private, err := x509.ParsePKCS8PrivateKey(own.Bytes)
	check(err)
	ownKey = private.(*rsa.PrivateKey)
	theirs, _ := pem.Decode([]byte(os.Getenv("ALIPAY_PUBLIC_KEY")))
	public, err := x509.ParsePKIXPublicKey(theirs.Bytes)
	check(err)
	alipayKey = public.(*rsa.PublicKey)
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}

func textToSign(params fields) string {
	names := []string{}
	for name, value := range params {
		if value != "" {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	pairs := []string{}
	for _, name := range names {
		pairs = append(pairs, name+"="+params[name])
	}
	return strings.Join(pairs, "&")
}

func sign(text string) string {
	digest := sha256.Sum256([]byte(text))
	signature, err := rsa.SignPKCS1v15(rand.Reader, ownKey, crypto.SHA256, digest[:])
	check(err)
	return base64.StdEncoding.EncodeToString(signature)
}

func isSigned(text, signature string) bool {
	given, err := base64.StdEncoding.DecodeString(signature)
	digest := sha256.Sum256([]byte(text))
	return err == nil && rsa.VerifyPKCS1v15(alipayKey, crypto.SHA256, digest[:], given) == nil
}

// The fields of the reply; nil when nobody can tell what became of the call.
func alipay(method string, biz fields) fields {
	content, _ := json.Marshal(biz)
	params := fields{
		"app_id": os.Getenv("APP_ID"), "method": method, "charset": "utf-8", "format": "JSON",
		"sign_type": "RSA2", "version": "1.0", "biz_content": string(content),
		"timestamp": time.Now().UTC().Add(8 * time.Hour).Format("2006-01-02 15:04:05"),
	}
	if method == "alipay.trade.pay" {
		params["notify_url"] = notifyURL
	}
	params["sign"] = sign(textToSign(params))
	form := url.Values{}
	for name, value := range params {
		form.Set(name, value)
	}
	client := http.Client{Timeout: seconds(5)}
	response, err := client.PostForm(os.Getenv("GATEWAY_URL"), form)
	if err != nil {
		return nil
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	var reply map[string]json.RawMessage
	if err != nil || json.Unmarshal(body, &reply) != nil {
		return nil
	}
	// What was signed is the text of that member, as it came.
	member := reply[strings.ReplaceAll(method, ".", "_")+"_response"]
	var signature string
	if json.Unmarshal(reply["sign"], &signature) != nil || !isSigned(string(member), signature) {
		return nil
	}
	found := textsIn(member)
	subCode := found["sub_code"]
	isUnclear := strings.Contains(subCode, "SYSTEM_ERROR") || strings.Contains(subCode, "unknow-error")
	if found["code"] == "20000" || isUnclear {
		return nil
	}
	return found
}

// The fields of an object that are text.
func textsIn(object []byte) fields {
	var all map[string]interface{}
	found := fields{}
	if json.Unmarshal(object, &all) != nil {
		return found
	}
	for name, value := range all {
		if text, isText := value.(string); isText {
			found[name] = text
		}
	}
	return found
}

// --- the shop ---------------------------------------------------------------------------------------

type effect struct {
	Type   string `json:"type"`
	Amount string `json:"amount"`
}

type sale struct {
	id, number, amount, subject, status string
	effects                             []effect
}

type refund struct {
	id, amount, status string
	of                 *sale
}

type item struct {
	Attempt string `json:"attempt"`
	Op      string `json:"op"`
	Reason  string `json:"reason"`
	At      string `json:"at"`
}

// Guards everything below; no call to the gateway is made under it.
var lock sync.Mutex
var sales = map[string]*sale{}
var refunds = map[string]*refund{}

// What people must look at.
var items = []item{}

func hundredths(yuan string) int {
	value, _ := strconv.ParseFloat(yuan, 64)
	return int(math.Round(value * 100))
}

func isPaid(tradeStatus string) bool {
	return tradeStatus == "TRADE_SUCCESS" || tradeStatus == "TRADE_FINISHED"
}

func (one *sale) isOver() bool {
	lock.Lock()
	defer lock.Unlock()
	return one.status != "PENDING"
}

func (one *sale) book(kind, amount string) {
	one.effects = append(one.effects, effect{kind, amount})
}

// However often it is told: one payment, one entry.
func (one *sale) settlePaid() {
	lock.Lock()
	defer lock.Unlock()
	if one.status == "PAID" || one.status == "REFUNDED" {
		return
	}
	one.status = "PAID"
	one.book("PAID", one.amount)
}

func (one *sale) end(status string) {
	lock.Lock()
	defer lock.Unlock()
	if one.status == "PENDING" {
		one.status = status
	}
}

func (one *sale) pay(authCode string) {
	reply := alipay("alipay.trade.pay", fields{
		"out_trade_no": one.number, "total_amount": one.amount, "subject": one.subject,
		"scene": "bar_code", "auth_code": authCode, "store_id": "SHOP1", "timeout_express": "5m",
	})
	if reply["code"] == "10000" {
		one.settlePaid()
		return
	}
	// Refused for good; a trade that is paid already is a reason to ask.
	hasPaid := reply["sub_code"] == "ACQ.TRADE_HAS_SUCCESS"
	if reply != nil && reply["code"] != "10003" && !hasPaid {
		one.end("UNPAID")
		return
	}
	for tries := 0; tries < 10; tries++ {
		if reply != nil || tries > 0 {
			pause(3)
		}
		if one.isOver() {
			return
		}
		one.ask()
	}
	if !one.isOver() {
		one.cancel()
	}
}

func (one *sale) ask() {
	reply := alipay("alipay.trade.query", fields{"out_trade_no": one.number})
	if isPaid(reply["trade_status"]) {
		one.settlePaid()
	} else if reply["trade_status"] == "TRADE_CLOSED" {
		one.end("UNPAID")
	}
}

func (one *sale) cancel() {
	for tries := 0; tries < 12; tries++ {
		reply := alipay("alipay.trade.cancel", fields{"out_trade_no": one.number})
		if reply["code"] == "10000" && reply["retry_flag"] != "Y" {
			one.cancelled(reply["action"] == "refund")
			return
		}
		pause(5)
	}
	one.handOver("CANCEL")
}

func (one *sale) cancelled(isBack bool) {
	lock.Lock()
	defer lock.Unlock()
	wasBooked := one.status == "PAID"
	one.status = "UNPAID"
	if isBack || wasBooked {
		one.status = "REVERSED"
	}
	if wasBooked {
		one.book("REVERSED", one.amount)
	}
}

func (one *refund) send() {
	for tries := 0; tries < 13; tries++ {
		// The same number and amount for every try: it is one refund.
		reply := alipay("alipay.trade.refund", fields{
			"out_trade_no": one.of.number, "refund_amount": one.amount, "out_request_no": one.id,
		})
		if reply["code"] == "10000" {
			lock.Lock()
			one.status, one.of.status = "REFUNDED", "REFUNDED"
			one.of.book("REFUNDED", one.amount)
			lock.Unlock()
			return
		}
		if reply != nil && reply["sub_code"] != "ACQ.SELLER_BALANCE_NOT_ENOUGH" {
			one.become("FAILED")
			return
		}
		pause(5)
	}
	one.become("ESCALATED")
	one.of.handOver("REFUND")
}

func (one *refund) become(status string) {
	lock.Lock()
	defer lock.Unlock()
	one.status = status
}

func (one *sale) handOver(op string) {
	one.end("ESCALATED")
	lock.Lock()
	defer lock.Unlock()
	items = append(items, item{one.number, op, "unknown", time.Now().UTC().Format(time.RFC3339)})
}

func saleOf(number string) *sale {
	lock.Lock()
	defer lock.Unlock()
	for _, one := range sales {
		if one.number == number {
			return one
		}
	}
	return nil
}

// Verified and compared before it is believed; what is known already is acknowledged.
func notified(body string) string {
	values, err := url.ParseQuery(body)
	signed := fields{}
	for name := range values {
		if name != "sign" && name != "sign_type" {
			signed[name] = values.Get(name)
		}
	}
	one := saleOf(values.Get("out_trade_no"))
	isOurs := err == nil && one != nil && isSigned(textToSign(signed), values.Get("sign")) &&
		values.Get("app_id") == os.Getenv("APP_ID") &&
		values.Get("seller_id") == os.Getenv("SELLER_ID") &&
		hundredths(values.Get("total_amount")) == hundredths(one.amount)
	if !isOurs {
		return "failure"
	}
	isPayment := !values.Has("refund_fee") && !values.Has("gmt_refund")
	if isPayment && isPaid(values.Get("trade_status")) {
		if one.isOver() {
			one.ask()
		} else {
			one.settlePaid()
		}
	}
	return "success"
}

// --- the adapter (docs/adapter.md of alipay-sim): what the suite asks of the shop -------------------

type object map[string]interface{}

func refuse(status int, reason string) (int, interface{}) {
	return status, object{"reason": reason}
}

func capabilities() (int, interface{}) {
	return 200, object{
		"families": []string{"O"}, "ops": []string{"PAY", "QUERY", "CANCEL", "REFUND"},
		"time_scale": scale, "client_timeout_ms": 5000,
		"supports": object{"effects": true, "restart": false, "recon": false, "prompts": false},
	}
}

func startSale(body fields) (int, interface{}) {
	if body["kind"] != "barcode" {
		return refuse(400, "this shop sells by payment code only")
	}
	if body["sale_id"] == "" || body["auth_code"] == "" || hundredths(body["amount"]) <= 0 {
		return refuse(400, "sale_id, amount and auth_code must be there")
	}
	number := make([]byte, 16)
	_, err := rand.Read(number)
	check(err)
	one := &sale{
		id: body["sale_id"], number: hex.EncodeToString(number), amount: body["amount"],
		subject: body["subject"], status: "PENDING", effects: []effect{},
	}
	lock.Lock()
	defer lock.Unlock()
	if sales[one.id] != nil {
		return refuse(409, "this sale was started already")
	}
	sales[one.id] = one
	// The answer comes first; what becomes of the payment is read later.
	go one.pay(body["auth_code"])
	return 202, object{"attempt_id": one.number}
}

func startRefund(body fields) (int, interface{}) {
	lock.Lock()
	defer lock.Unlock()
	if known := refunds[body["refund_id"]]; known != nil {
		if known.amount == body["amount"] {
			return 202, object{}
		}
		return refuse(409, "this refund has another amount")
	}
	of := sales[body["sale_id"]]
	if of == nil || (of.status != "PAID" && of.status != "REFUNDED") {
		return refuse(409, "the sale is not known to be paid")
	}
	asked := hundredths(body["amount"])
	for _, one := range refunds {
		if one.of == of && one.status != "FAILED" {
			asked += hundredths(one.amount)
		}
	}
	if asked > hundredths(of.amount) {
		return refuse(409, "more than what is left")
	}
	wanted := &refund{id: body["refund_id"], amount: body["amount"], status: "PENDING", of: of}
	refunds[wanted.id] = wanted
	go wanted.send()
	return 202, object{}
}

func view(one *sale) (int, interface{}) {
	lock.Lock()
	defer lock.Unlock()
	fen := 0
	for _, back := range refunds {
		if back.of == one && back.status == "REFUNDED" {
			fen += hundredths(back.amount)
		}
	}
	return 200, object{
		"status": one.status, "refunded": fmt.Sprintf("%d.%02d", fen/100, fen%100),
		"attempts": []object{{"out_trade_no": one.number, "status": one.status}},
		"effects":  append([]effect{}, one.effects...),
	}
}

func ofSale(one *sale, verb string) (int, interface{}) {
	switch {
	case one == nil:
		return refuse(404, "no such sale")
	case verb == "pay-again":
		// One number, one payment: this shop opens another sale instead.
		return refuse(409, "this sale has its payment already")
	case verb == "cancel":
		go one.cancel()
		return 202, object{}
	}
	return view(one)
}

func manualQuery(body fields) (int, interface{}) {
	one := saleOf(body["out_trade_no"])
	if one == nil {
		return refuse(404, "no such order")
	}
	one.ask()
	lock.Lock()
	defer lock.Unlock()
	return 200, object{"status": one.status, "source": "gateway"}
}

func readRefund(id string) (int, interface{}) {
	lock.Lock()
	defer lock.Unlock()
	if found := refunds[id]; found != nil {
		return 200, object{"status": found.status, "amount": found.amount}
	}
	return refuse(404, "no such refund")
}

func manualItems() []item {
	lock.Lock()
	defer lock.Unlock()
	return append([]item{}, items...)
}

func resolve(number string) (int, interface{}) {
	for _, one := range manualItems() {
		if one.Attempt == number {
			return refuse(409, "this shop decides nothing by itself")
		}
	}
	return refuse(404, "no such item to decide")
}

func answer(method, path string, body fields) (int, interface{}) {
	parts := append(strings.Split(path, "/"), "", "", "")
	what, verb := parts[2], parts[4]
	id, _ := url.PathUnescape(parts[3])
	call := method + " " + what
	if id != "" {
		call += "/:id"
	}
	if verb != "" {
		call += "/" + verb
	}
	switch call {
	case "GET capabilities":
		return capabilities()
	case "POST sales":
		return startSale(body)
	case "GET sales/:id", "POST sales/:id/cancel", "POST sales/:id/pay-again":
		lock.Lock()
		one := sales[id]
		lock.Unlock()
		return ofSale(one, verb)
	case "POST refunds":
		return startRefund(body)
	case "GET refunds/:id":
		return readRefund(id)
	case "POST manual-query":
		return manualQuery(body)
	case "GET manual-items":
		return 200, manualItems()
	case "POST manual-items/:id/resolve":
		return resolve(id)
	case "GET alerts":
		return 200, []item{}
	}
	return refuse(404, "no such path")
}

func serve(writer http.ResponseWriter, request *http.Request) {
	text, err := io.ReadAll(request.Body)
	if err != nil {
		return
	}
	if request.URL.Path == "/notify" {
		fmt.Fprint(writer, notified(string(text)))
		return
	}
	status, reply := refuse(400, "the body must be JSON")
	if len(text) == 0 || json.Valid(text) {
		status, reply = answer(request.Method, request.URL.EscapedPath(), textsIn(text))
	}
	writer.Header().Set("content-type", "application/json")
	writer.WriteHeader(status)
	check(json.NewEncoder(writer).Encode(reply))
}

func main() {
	if given, err := strconv.ParseFloat(os.Getenv("TIME_SCALE"), 64); err == nil {
		scale = given
	}
	readKeys()
	check(http.ListenAndServe("127.0.0.1:"+os.Getenv("PORT"), http.HandlerFunc(serve)))
}
