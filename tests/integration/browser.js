// Opens pages in a real browser and prints what an expression finds in each, as JSON:
// node browser.js MODULES BROWSER '[{"file": "/page.html", "find": "document.title", "width": 375}, …]'
const [modules, executablePath, given] = process.argv.slice(2);
const {chromium} = require(`${modules}/playwright-core`);
const {readFileSync} = require("fs");

const drawn = page => page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));

async function seconds(session) {  // of the page's own work, however busy the machine is
  const {metrics} = await session.send("Performance.getMetrics");
  return metrics.find(({name}) => name === "TaskDuration").value;
}

async function look(browser, {file, find, width = 1280, dark = false, axe = false, script = true, media = "screen"}) {
  const page = await browser.newPage({
    viewport: {width, height: 900}, colorScheme: dark ? "dark" : "light", javaScriptEnabled: script});
  const errors = [], asked = [];
  page.on("pageerror", error => errors.push(error.message));
  page.on("console", message => errors.push(message.text()));
  page.on("request", request => asked.push(request.url()));
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable", {timeDomain: "threadTicks"});
  await page.goto(`file://${file}`);
  await page.emulateMedia({media});
  if (script) await drawn(page);
  const loaded = await seconds(session);
  if (axe) await page.evaluate(readFileSync(`${modules}/axe-core/axe.min.js`, "utf8"));
  const before = await seconds(session);
  const found = await page.evaluate(find);
  if (script) await drawn(page);
  const taken = (await seconds(session)) - before;
  await page.close();
  return {found, errors, asked: asked.filter(url => url !== `file://${file}`), loaded, taken};
}

(async () => {
  const browser = await chromium.launch({executablePath, args: ["--no-sandbox", "--disable-gpu", "--disable-quic"]});
  const looks = [];
  for (const one of JSON.parse(given)) looks.push(await look(browser, one));
  console.log(JSON.stringify(looks));
  await browser.close();
})();
