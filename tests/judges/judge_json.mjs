// Are the copies in JSON as the schemas that are shipped with oneplan say?
// node judge_json.mjs FOLDER SCHEMAS
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import { filesOf, judge, readJson } from "./judge.mjs";

const [folder, schemas] = process.argv.slice(2);
const ajv = new Ajv({
	allErrors: true,
	allowUnionTypes: true,
	formats: { date: /^\d{4}-\d{2}-\d{2}$/ },
});

ajv.addSchema(readJson(join(schemas, "answers.schema.json")));
const valid = ajv.compile(readJson(join(schemas, "plan.schema.json")));
const files = [
	...filesOf(folder, "-plan.json"),
	// of a pack, whose plan.json is what the seal is made over
	...filesOf(folder, "report.json"),
];

await judge(files, async (file) =>
	valid(readJson(file))
		? []
		: valid.errors.map((said) => `${said.instancePath} ${said.message}`),
);
