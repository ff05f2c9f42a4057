// axe-core on a report in headless Chromium: light and dark, wide and narrow. Exits 1 with what it found.
const { chromium } = require('playwright-core')

async function main (file) {
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
  let faults = 0
  for (const colorScheme of ['light', 'dark']) {
    for (const width of [1200, 380]) {
      const context = await browser.newContext({ bypassCSP: true, colorScheme, viewport: { width, height: 900 } })
      const page = await context.newPage()
      await page.goto('file://' + file)
      await page.addScriptTag({ path: require.resolve('axe-core') })
      const found = await page.evaluate(() => axe.run(document))
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
      for (const v of found.violations) console.log(colorScheme, width, v.id, v.nodes[0].html)
      if (wide) console.log(colorScheme, width, 'the page scrolls sideways')
      faults += found.violations.length + wide
    }
  }
  await browser.close()
  return faults
}
main(process.argv[2]).then(faults => process.exit(faults ? 1 : 0))
