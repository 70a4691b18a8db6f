// Does axe-core find anything against WCAG 2.2 AA, or that could be better, on the
// pages as a browser shows them? node judge_axe.mjs FOLDER
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";
import puppeteer from "puppeteer-core";
import { distinct, filesOf, judge } from "./judge.mjs";

const axe = readFileSync(
	createRequire(import.meta.url).resolve("axe-core/axe.min.js"),
	"utf8",
);
const options = {
	runOnly: [
		"wcag2a",
		"wcag2aa",
		"wcag21a",
		"wcag21aa",
		"wcag22aa",
		"best-practice",
	],
	resultTypes: ["violations", "incomplete"],
};

const browser = await puppeteer.launch({
	executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
	args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"],
});

// axe cannot tell what stands behind text in a drawing.
function inDrawing(node) {
	return node.html.startsWith("<text");
}

function say(kind, results) {
	return results.flatMap((result) =>
		result.nodes.map(
			(node) => `${kind}: ${result.help} (${result.id}): ${node.html}`,
		),
	);
}

function untold(results) {
	return results.map((result) => ({
		...result,
		nodes: result.nodes.filter((node) => !inDrawing(node)),
	}));
}

// One browser page, which looks at one file after the other.
async function lookWith() {
	const page = await browser.newPage();

	await page.setViewport({ width: 794, height: 1123 });
	// the copies let no script run, and axe is one
	await page.setBypassCSP(true);
	return async (file) => {
		await page.goto(pathToFileURL(resolve(file)).href);
		await page.evaluate(axe);
		const result = await page.evaluate(
			(options) => axe.run(document, options),
			options,
		);

		return [
			...say("found", result.violations),
			...say("cannot be told", untold(result.incomplete)),
		];
	};
}

try {
	await judge(
		distinct(filesOf(process.argv[2], ".html")),
		await lookWith(),
		await lookWith(),
	);
} finally {
	await browser.close();
}
