// Is every page right by the HTML standard, and by what an HTML file alone shows
// of WCAG? node judge_html.mjs FOLDER
import { basename } from "node:path";
import { HtmlValidate, StaticConfigLoader } from "html-validate";
import { distinct, filesOf, judge } from "./judge.mjs";

function validator(rules) {
	return new HtmlValidate(
		new StaticConfigLoader({
			root: true,
			extends: [
				"html-validate:standard",
				"html-validate:document",
				"html-validate:a11y",
			],
			rules,
		}),
	);
}

// One rule takes a time that grows with the square of the page. The copies for
// agencies hold all that the others do, so on those alone it looks at whole plans.
const all = validator({});
const quick = validator({ "element-required-ancestor": "off" });

function forFile(file) {
	const name = basename(file);

	return name.includes("-plan") && !name.startsWith("agencies") ? quick : all;
}

const files = distinct(filesOf(process.argv[2], ".html"));

await judge(files, async (file) => {
	const report = await forFile(file).validateFile(file);

	return report.results.flatMap((result) =>
		result.messages.map(
			(said) => `line ${said.line}: ${said.message} (${said.ruleId})`,
		),
	);
});
